package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ResumeSends;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.client.usecase.identity.IdentityPublishing;
import dev.dnsmesh.application.client.usecase.identity.PrekeyPublishing;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.record.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What keeps a user reachable while {@code recv --follow} runs (client.md 19.6). */
public final class Housekeeping {
    private static final long PREKEY_TTL = 86_400;
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration WARN_BEFORE = Duration.ofDays(7);
    private static final int FEWEST_PREKEYS = 10;
    private static final int NEW_PREKEYS = 25;

    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final IdentityPublishing identities;
    private final PrekeyPublishing prekeys;
    private final ResumeSends outbox;
    private final SharedDirectory directory;
    private final TokenFiles tokens;
    private final TimeSource time;
    private final Remarks remarks;
    private final Set<String> said = new HashSet<>();
    private Optional<Instant> last = Optional.empty();

    public Housekeeping(TxtResolver resolver, SignatureVerifier verifier, IdentityPublishing identities, PrekeyPublishing prekeys,
                        ResumeSends outbox, SharedDirectory directory, TokenFiles tokens, TimeSource time, Remarks remarks) {
        this.resolver = resolver;
        this.verifier = verifier;
        this.identities = identities;
        this.prekeys = prekeys;
        this.outbox = outbox;
        this.directory = directory;
        this.tokens = tokens;
        this.time = time;
        this.remarks = remarks;
    }

    /** Does what is due, every ten minutes or oftener. Failures are warnings, each said once. */
    public void run(ClientSettings settings, UnlockedIdentity identity) {
        Instant now = time.now();
        if (last.filter(then -> then.plus(between(settings)).isAfter(now)).isPresent()) {
            return;
        }
        last = Optional.of(now);
        if (!directory.state().outbox().isEmpty()) {
            note(outbox.resume(Progress.NONE));
        }
        OwnNames.of(settings).then(names -> {
            if (settings.ours().followRepublish()) {
                republish(settings, names, identity, now);
            }
            if (settings.ours().followPrekeys() && livePrekeys(now) < FEWEST_PREKEYS) {
                note(prekeys.refresh(settings, names, identity, NEW_PREKEYS, PREKEY_TTL));
            }
            return ClientResult.done(names);
        });
        warnOfEnds(settings, now);
    }

    /** Ten minutes, and at least a look in every sixth of the identity's life. */
    private static Duration between(ClientSettings settings) {
        Duration sixth = Duration.ofSeconds(settings.ours().identityTtl() / 6);
        return sixth.compareTo(BETWEEN) < 0 ? sixth : BETWEEN;
    }

    private long livePrekeys(Instant now) {
        Predicate<StoredPrekey> live = prekey -> prekey.expiresAt().isAfter(now) && prekey.wire().isPresent();
        return directory.state().prekeys().stream().filter(live).count();
    }

    /** What was never published is left unpublished. */
    private void republish(ClientSettings settings, OwnNames names, UnlockedIdentity identity, Instant now) {
        if (resolver.lookup(names.identity()) instanceof Lookup.Found(var values)) {
            Optional<Identity> own = new IdentityDirectory(resolver, verifier, time, remarks).verifying(values).stream()
                    .filter(i -> i.signingKey().equals(identity.signingKey()) && i.encryptionKey().equals(identity.encryptionKey()))
                    .findFirst();
            long ttl = settings.ours().identityTtl();
            own.filter(i -> i.issuedAt().instant().plusSeconds(ttl * 2 / 3).isBefore(now))
                    .ifPresent(i -> note(identities.publish(settings, names, identity, ttl, i.versions())));
        }
    }

    private void warnOfEnds(ClientSettings settings, Instant now) {
        long tsig = settings.ours().tsigExpiresAt();
        if (settings.tsig().isPresent() && tsig > 0) {
            warnOfEnd("the TSIG key", Instant.ofEpochSecond(tsig), now, "dnsmesh tsig register --node HOST");
        }
        Endpoint.host(settings.home().endpoint()).flatMap(host -> tokens.usable(host, now)).flatMap(TokenFiles.SavedToken::expiresAt)
                .ifPresent(end -> warnOfEnd("the node's token", Instant.ofEpochSecond(end), now, "dnsmesh register --node HOST"));
    }

    private void warnOfEnd(String what, Instant end, Instant now, String renewal) {
        if (!end.isAfter(now.plus(WARN_BEFORE))) {
            say(what + " expires on " + end + "; renew it with: " + renewal);
        }
    }

    private void note(ClientResult<?> result) {
        switch (result) {
            case ClientResult.Done<?> _ -> {
            }
            case ClientResult.Failed<?>(var failure) -> say(failure.message());
        }
    }

    private void say(String line) {
        if (said.add(line)) {
            remarks.warning(line);
        }
    }
}
