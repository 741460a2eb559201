package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.parallel.Parallel;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.SendMessage;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.port.out.UpdateSender.Packed;
import dev.dnsmesh.application.client.provider.ClaimProvider;
import dev.dnsmesh.application.client.provider.ClaimProviders;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.application.client.sending.ClaimDelivery;
import dev.dnsmesh.application.client.sending.ClaimTargets;
import dev.dnsmesh.application.client.sending.OutboxDelivery;
import dev.dnsmesh.application.client.sending.Recipient;
import dev.dnsmesh.application.client.sending.RecipientLookup;
import dev.dnsmesh.application.client.sending.SendingLimits;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.zone.Writer;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.Randomness;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.Envelope;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.sending.EncryptionKey;
import dev.dnsmesh.domain.sending.Freshness;
import dev.dnsmesh.domain.sending.MessageSender;
import dev.dnsmesh.domain.sending.MessageSender.Planning;
import dev.dnsmesh.domain.sending.SendPlan;
import dev.dnsmesh.domain.sending.Sender;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Change.WhenFull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends one message. Names are looked up while the key is derived; nothing is published before everything was checked. */
public final class SendMessageUseCase implements SendMessage {
    /** Slot answers of longer manifests exceed what resolvers carry over UDP (client.md 19.10). */
    private static final int SMALL_MANIFEST_CHUNKS = 21;
    private static final int MAX_UDP = 1232;

    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final MessageSender messages;
    private final ClaimProviders providers;
    private final ZoneWriter writer;
    private final UpdateSender updates;
    private final OutboxDelivery outbox;
    private final int claimPort;
    private final Randomness randomness;
    private final TimeSource time;
    private final Remarks remarks;

    /** @param claimPort where nodes take claims ({@code DMP_PROVIDER_DNS_PORT}) */
    public SendMessageUseCase(Configuration configuration, IdentityUnlocking unlocking, TxtResolver resolver,
                              SignatureVerifier verifier, MessageSender messages, ZoneWriter writer, UpdateSender updates,
                              OutboxDelivery outbox, int claimPort, RandomSource random, TimeSource time, Remarks remarks) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.resolver = resolver;
        this.verifier = verifier;
        this.messages = messages;
        this.providers = new ClaimProviders(verifier, time);
        this.writer = writer;
        this.updates = updates;
        this.outbox = outbox;
        this.claimPort = claimPort;
        this.randomness = target -> random.octets(target.length).copyTo(target, 0);
        this.time = time;
        this.remarks = remarks;
    }

    /** One send on its way. */
    private record Work(Order order, ClientSettings settings, Recipient recipient, OwnNames names, Writer writer,
                        PassLookups lookups, CompletableFuture<List<ClaimProvider>> providers) {
        boolean claims() {
            return !order.withoutClaims();
        }
    }

    /** What was decided: all that there is to publish. */
    private record Decided(SendPlan plan, int envelope, SendingLimits limits, int longest, List<ClaimProvider> told,
                           List<OutgoingClaim> claims) {
    }

    @Override
    public ClientResult<Sending> send(Order order, Progress progress) {
        return configuration.load()
                .then(settings -> Recipient.of(order.recipient(), settings)
                .then(recipient -> OwnNames.of(settings)
                .then(names -> writer.writer(settings)
                .map(way -> begin(order, settings, recipient, names, way)))))
                .then(work -> unlocking.unlock(work.settings()).then(identity -> decide(work, identity))
                .then(decided -> order.checkOnly() ? ClientResult.done(checked(work, decided)) : publish(work, decided, progress)));
    }

    private Work begin(Order order, ClientSettings settings, Recipient recipient, OwnNames names, Writer way) {
        if (!order.checkOnly()) {
            outbox.openEarly();
        }
        PassLookups lookups = new PassLookups(resolver);
        Parallel.start(() -> lookups.all(recipients(lookups).names(recipient)));
        CompletableFuture<List<ClaimProvider>> found = order.withoutClaims() ? CompletableFuture.completedFuture(List.of())
                : CompletableFuture.supplyAsync(() -> providers.of(settings, lookups), Parallel::start);
        return new Work(order, settings, recipient, names, way, lookups, found);
    }

    private RecipientLookup recipients(PassLookups lookups) {
        return new RecipientLookup(lookups, verifier, time, remarks);
    }

    private ClientResult<Decided> decide(Work work, UnlockedIdentity identity) {
        Order order = work.order();
        List<ClaimProvider> told = work.providers().join();
        boolean claiming = work.claims() && (!told.isEmpty() || ClaimTargets.hasRecipientClaim(work.recipient()));
        SendingLimits limits = SendingLimits.of(work.settings().ours(), claiming);
        Sender sender = new Sender(identity.signer(), identity.userId(), work.names().zone());
        return limits.lifetime(order.ttlSeconds(), work.settings().ours().messageTtl(), remarks)
                .then(ttl -> claiming ? SendingLimits.claimable(work.names().zone()).map(_ -> ttl) : ClientResult.done(ttl))
                .then(ttl -> key(work, ttl).then(key -> plan(work, sender, key, ttl, limits, told)));
    }

    private ClientResult<EncryptionKey> key(Work work, TimeToLive ttl) {
        UnixTime expiry = UnixTime.of(time.now()).plus(Duration.ofSeconds(ttl.seconds()));
        EncryptionKey key = recipients(work.lookups()).key(work.recipient(), expiry, randomness);
        return key.isForwardSecret() || !work.order().requireFs() ? ClientResult.done(key)
                : ClientResult.failed(ClientErrorCode.NO_FORWARD_SECRECY, "not sent: no usable prekey of '"
                        + work.recipient().contact().label() + "' is published (--require-fs)");
    }

    private ClientResult<Decided> plan(Work work, Sender sender, EncryptionKey key, TimeToLive ttl, SendingLimits limits,
                                       List<ClaimProvider> told) {
        Instant now = time.now();
        Octets body = work.order().body();
        Optional<CanonicalAddress> from = CanonicalAddress.of(work.names().address())
                .filter(address -> recipients(work.lookups()).readsEnvelopes(work.recipient()));
        Octets plaintext = from.map(address -> Envelope.wrap(address, body)).orElse(body);
        Freshness fresh = Freshness.draw(randomness);
        MessageHeader header = MessageHeader.data(fresh.message(), sender.id(), work.recipient().id(),
                UnixTime.of(now).seconds(), ttl.seconds());
        return limits.fitting(body.length(), header, plaintext.length() - body.length()).then(longest ->
                planned(messages.plan(sender, work.recipient().id(), key, plaintext, fresh, ttl, now)).map(plan ->
                        new Decided(plan, plaintext.length() > body.length() ? 2 : 1, limits, longest, told, work.claims()
                                ? ClaimTargets.of(plan, told, work.recipient(), work.settings(), claimPort, now) : List.of())));
    }

    private static ClientResult<SendPlan> planned(Planning planning) {
        return switch (planning) {
            case Planning.Planned(var plan) -> ClientResult.done(plan);
            case Planning.TooLong(var length, var longest) -> ClientFailure.of(ClientErrorCode.TOO_LARGE, "the message has "
                    + length + " bytes, " + longest + " is the most that can be coded").with("bytes", length)
                    .with("max_bytes", longest).result();
            case Planning.ZoneTooLong(var zone) -> ClientResult.failed(ClientErrorCode.TOO_LARGE,
                    "names in your zone " + zone + " would have more than 253 characters");
            case Planning.KeptTooLong(var ttl, var longest) -> ClientResult.failed(ClientErrorCode.TOO_LARGE, "a lifetime of "
                    + ttl.seconds() + " s is more than the " + longest.toSeconds() + " s that recipients accept");
            case Planning.UnusableKey(var key) -> ClientResult.failed(ClientErrorCode.NOT_SENDABLE,
                    "the recipient's key " + key.hex() + " is no key: everybody could read the message");
            case Planning.Unsigned(var reason) -> ClientResult.failed(ClientErrorCode.INTERNAL, reason);
        };
    }

    private ClientResult<Sending> publish(Work work, Decided decided, Progress progress) {
        if (decided.plan().rate().n() > SMALL_MANIFEST_CHUNKS) {
            remarks.hint("a message of this length may not be found through resolvers that carry no large answers");
        }
        Outgoing entry = OutboxDelivery.entry(decided.plan(), work.recipient().contact().label(), decided.claims(), time.now());
        return outbox.send(entry, work.settings(), progress).map(delivered -> sending(work, decided,
                new Updates(delivered.written().messages(), delivered.written().octets(), delivered.written().transport()),
                delivered.claims()));
    }

    private Sending checked(Work work, Decided decided) {
        List<Change> changes = OutboxDelivery.entry(decided.plan(), "", List.of(), time.now()).records().stream()
                .<Change>map(r -> new Change.Add(r.owner(), r.value(), new TimeToLive(r.ttlSeconds()), WhenFull.REFUSE)).toList();
        Updates would = switch (work.writer()) {
            case Writer.Http _ -> new Updates(changes.size(), 0, "http");
            case Writer.Update(var _, var zone, var key) -> {
                List<Packed> packed = updates.pack(zone, changes, Optional.of(key));
                yield new Updates(packed.size(), packed.stream().mapToInt(Packed::octets).sum(),
                        packed.stream().anyMatch(p -> p.octets() > MAX_UDP) ? "tcp" : "udp");
            }
        };
        return sending(work, decided, would, decided.claims().stream()
                .map(c -> new Claim(c.zone(), ClaimDelivery.endpoint(c), false, "not sent")).toList());
    }

    /** By the endpoint that the provider is known under, not by the address it was found at. */
    private static Claim named(Claim claim, List<ClaimProvider> told) {
        return told.stream().filter(provider -> provider.zone().text().equals(claim.zone()) && !provider.endpoint().isEmpty()).findFirst()
                .map(provider -> new Claim(claim.zone(), provider.endpoint(), claim.accepted(), claim.rcode())).orElse(claim);
    }

    private static Sending sending(Work work, Decided decided, Updates updates, List<Claim> claims) {
        SendPlan plan = decided.plan();
        boolean told = work.claims() && ClaimTargets.hasRecipientClaim(work.recipient()) && !claims.isEmpty();
        int providers = told ? claims.size() - 1 : claims.size();
        return new Sending(work.recipient().contact().label(), plan.manifest().message(), plan.slot(), plan.sender().zone().text(),
                work.order().body().length(), plan.manifest().expiresAt().instant(), plan.key().isForwardSecret(),
                plan.key().prekey().value(), decided.envelope(), plan.rate().k(), plan.rate().n(), updates,
                new Limits(decided.longest(), decided.limits().valueCap(), decided.limits().ttlCap()),
                new Claims(claims.subList(0, providers).stream().map(claim -> named(claim, decided.told())).toList(), told ? Optional.of(claims.getLast()) : Optional.empty()));
    }
}
