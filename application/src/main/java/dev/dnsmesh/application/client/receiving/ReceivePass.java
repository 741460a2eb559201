package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.parallel.Parallel;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Delivered;
import dev.dnsmesh.application.client.port.out.ClientState.Delivery;
import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.provider.ClaimProvider;
import dev.dnsmesh.application.client.provider.ClaimProviders;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.application.client.receiving.Search.Parts;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.receiving.ManifestGate;
import dev.dnsmesh.domain.receiving.MessageOpener;
import dev.dnsmesh.domain.receiving.MessageReference;
import dev.dnsmesh.domain.receiving.RecipientKeys;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches what waits. A message counts as seen only once it is in the inbox or the intro queue, durably; an interruption
 * before that leaves all of it to be fetched again (client.md 19.4).
 */
public final class ReceivePass {
    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final BlockCode blockCode;
    private final MessageOpener opener;
    private final SharedDirectory directory;
    private final ClaimProviders providers;
    private final PrekeyDeletions deletions;
    private final TimeSource time;
    private final Remarks remarks;

    public ReceivePass(TxtResolver resolver, SignatureVerifier verifier, BlockCode blockCode, MessageOpener opener,
                       SharedDirectory directory, PrekeyDeletions deletions, TimeSource time, Remarks remarks) {
        this.resolver = resolver;
        this.verifier = verifier;
        this.blockCode = blockCode;
        this.opener = opener;
        this.directory = directory;
        this.providers = new ClaimProviders(verifier, time);
        this.deletions = deletions;
        this.time = time;
        this.remarks = remarks;
    }

    /** What a pass works with. */
    private record Pass(ClientSettings settings, UnlockedIdentity identity, OwnNames names, PinnedContacts contacts,
                        PassLookups lookups, Tally tally, ClientState state, Instant now) {
    }

    public ClientResult<Received> run(ClientSettings settings, UnlockedIdentity identity, Phases phases, Progress progress) {
        return OwnNames.of(settings).then(names -> directory.inStep().then(state -> {
            Pass pass = new Pass(settings, identity, names, PinnedContacts.of(settings, names.zone()), new PassLookups(resolver),
                    new Tally(), state, time.now());
            return run(pass, phases, progress);
        }));
    }

    private ClientResult<Received> run(Pass pass, Phases phases, Progress progress) {
        for (int i = 0; i < pass.contacts().invalidZones(); i++) {
            pass.tally().drop(Tally.Reason.INVALID_CONTACT_ZONE);
        }
        List<Candidate> candidates = search(pass, phases);
        if (pass.lookups().answers() == 0 && pass.lookups().silences() > 0) {
            return ClientResult.failed(ClientErrorCode.UNREACHABLE, "no resolver answered, so whether there is mail is not known; "
                    + "check the connection, or see: dnsmesh resolvers discover");
        }
        pass.tally().unreachable().stream().filter(zone -> isOurs(pass, zone)).forEach(zone -> remarks.warning(
                "the mailbox in " + zone + " could not be read in full; messages may be waiting there"));
        List<Fetched.Opened> opened = fetch(pass, candidates, progress);
        return deliver(pass, opened).map(received -> {
            deletions.run(pass.settings());
            return received;
        });
    }

    /** Not only a provider's. */
    private static boolean isOurs(Pass pass, String zone) {
        return pass.contacts().zones().stream().anyMatch(own -> own.text().equals(zone));
    }

    private List<Candidate> search(Pass pass, Phases phases) {
        boolean disabled = pass.settings().receiving().secondaryDisable();
        if (disabled && phases == Phases.BOTH && !pass.contacts().anyPinned()) {
            remarks.hint("recv_secondary_disable has no effect while no contact is pinned");
        }
        Mailbox mailbox = new Mailbox(pass.identity().mailbox(), pass.lookups(), pass.tally());
        Parts near = Parts.of(phases, disabled, pass.contacts(), List.of());
        Parallel.start(() -> pass.lookups().all(Mailbox.names(near.slotZones(), mailbox::slot)));
        Parallel.start(() -> pass.lookups().all(near.ownClaims()
                ? Mailbox.names(List.of(pass.names().zone()), mailbox::claim) : List.of()));
        List<OwnerName> told = providers.of(pass.settings(), pass.lookups()).stream().map(ClaimProvider::zone)
                .filter(zone -> !(near.ownClaims() && zone.equals(pass.names().zone()))).distinct().toList();
        ManifestGate gate = new ManifestGate(verifier, pass.identity().userId());
        KeyHistory history = new KeyHistory(pass.settings(), pass.lookups(), verifier, pass.now());
        return new Search(new ClaimPoll(mailbox, gate, pass.contacts().policy(), history, pass.tally(), pass.state(), pass.now()),
                new SlotWalk(mailbox, gate, pass.contacts().policy(), history, pass.tally(), pass.now()), pass.state(), pass.tally(),
                pass.now()).candidates(new Parts(near.ownClaims(), near.slotZones(), told), pass.names().zone());
    }

    /** In the order of their times, whatever came first. */
    private List<Fetched.Opened> fetch(Pass pass, List<Candidate> candidates, Progress progress) {
        MessageFetch fetch = new MessageFetch(pass.lookups(), blockCode, opener,
                new StoredKeys(pass.identity().decryptionKey(), pass.state().prekeys()), pass.contacts().policy(),
                new IdentityDirectory(pass.lookups(), verifier, time, remarks), pass.now());
        AtomicInteger fetched = new AtomicInteger();
        progress.at("receiving", 0, candidates.size());
        return Parallel.map(candidates, candidate -> {
            Fetched result = fetch.fetch(candidate);
            progress.at("receiving", fetched.incrementAndGet(), candidates.size());
            return result;
        }).stream().flatMap(result -> opened(pass, result).stream())
                .sorted(Comparator.comparing((Fetched.Opened o) -> o.message().header().sentAt())
                        .thenComparing(o -> o.candidate().manifest().message())).toList();
    }

    private Optional<Fetched.Opened> opened(Pass pass, Fetched result) {
        return switch (result) {
            case Fetched.Opened opened -> Optional.of(opened);
            case Fetched.Failed(var _, var reason, var why) -> {
                pass.tally().drop(reason);
                if (!why.isEmpty()) {
                    remarks.warning(why);
                }
                yield Optional.empty();
            }
        };
    }

    private ClientResult<Received> deliver(Pass pass, List<Fetched.Opened> opened) {
        return directory.change(state -> {
            Set<MessageReference> introduced = new HashSet<>();
            for (Fetched.Opened one : opened) {
                Delivered delivered = state.deliver(delivery(pass, one));
                if (delivered == Delivered.NEW && one.candidate().destination() == Destination.INTRO_QUEUE) {
                    introduced.add(one.candidate().reference());
                }
            }
            state.purgePrekeys(pass.now().minus(RecipientKeys.GRACE));
            return ClientResult.done(new Received(Correspondents.unread(state, pass.settings()), state.intros().stream()
                    .filter(m -> introduced.contains(new MessageReference(m.sender(), m.messageId()))).map(Message::id).sorted().toList(),
                    pass.tally().dropped(), pass.tally().unreachable()));
        });
    }

    private static Delivery delivery(Pass pass, Fetched.Opened opened) {
        var manifest = opened.candidate().manifest();
        Message message = new Message(0, manifest.message(), manifest.sender(), opened.label(), opened.candidate().zone().text(),
                opened.candidate().via(), Instant.ofEpochSecond(opened.message().header().sentAt()), pass.now(),
                manifest.expiresAt().instant(), !manifest.prekey().isNone(), true, opened.message().envelope().body());
        return new Delivery(message, opened.candidate().destination(), manifest.expiresAt().instant(), manifest.prekey().value(),
                Optional.of(pass.names().prekeys()));
    }
}
