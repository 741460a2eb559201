package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.RefreshPrekeys.Refreshed;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.receiving.RecipientKeys;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes prekeys: private halves durable first, here and in prekeys.db, public halves published then (client.md 5.1, 19.4). */
public final class PrekeyPublishing {
    private final SharedDirectory directory;
    private final ZoneWriter writer;
    private final KeyAgreement agreement;
    private final RandomSource random;
    private final TimeSource time;
    private final Remarks remarks;

    public PrekeyPublishing(SharedDirectory directory, ZoneWriter writer, KeyAgreement agreement, RandomSource random,
                            TimeSource time, Remarks remarks) {
        this.directory = directory;
        this.writer = writer;
        this.agreement = agreement;
        this.random = random;
        this.time = time;
        this.remarks = remarks;
    }

    /** The lock of the directory is held while keys are stored and marked, not while the node is asked. */
    public ClientResult<Refreshed> refresh(ClientSettings settings, OwnNames names, UnlockedIdentity keys, int count, long ttlSeconds) {
        Instant now = time.now();
        return directory.inStep().then(_ -> directory.<List<StoredPrekey>>change(state -> {
            state.purgePrekeys(now.minus(RecipientKeys.GRACE));
            Set<Long> taken = new HashSet<>();
            state.prekeys().forEach(prekey -> taken.add(prekey.id()));
            List<StoredPrekey> fresh = draw(count, now.plusSeconds(ttlSeconds), now, taken);
            state.addPrekeys(fresh);
            return ClientResult.done(fresh);
        })).then(fresh -> publish(settings, names, keys, fresh, ttlSeconds)).then(published -> directory.change(state -> {
            published.forEach(prekey -> state.prekeyPublished(prekey.id(), prekey.wire().orElseThrow()));
            long live = state.prekeys().stream().filter(prekey -> prekey.expiresAt().isAfter(now)).count();
            return ClientResult.done(new Refreshed(names.prekeys().text(), count, published.size(), (int) live));
        }));
    }

    private List<StoredPrekey> draw(int count, Instant expiresAt, Instant now, Set<Long> taken) {
        List<StoredPrekey> prekeys = new ArrayList<>();
        Instant expiry = Instant.ofEpochSecond(expiresAt.getEpochSecond());
        while (prekeys.size() < count) {
            long id = random.octets(4).asBuffer().getInt() & PrekeyId.MAX;
            if (id != 0 && taken.add(id)) {
                var key = new X25519PrivateKey(Secret.of(random.octets(X25519PrivateKey.LENGTH)));
                prekeys.add(new StoredPrekey(id, key.octets(), agreement.publicKey(key), expiry, now, Optional.empty()));
            }
        }
        return prekeys;
    }

    private ClientResult<List<StoredPrekey>> publish(ClientSettings settings, OwnNames names, UnlockedIdentity keys,
                                                     List<StoredPrekey> fresh, long ttlSeconds) {
        var ttl = new TimeToLive(ttlSeconds);
        List<StoredPrekey> signed = fresh.stream().map(prekey -> signed(prekey, keys)).toList();
        List<Change> changes = signed.stream().<Change>map(prekey -> new Change.Add(names.prekeys(), prekey.wire().orElseThrow(),
                ttl, Change.WhenFull.REFUSE)).toList();
        GradualWriting.Outcome outcome = new GradualWriting(writer, settings).write(changes);
        List<StoredPrekey> published = signed.stream()
                .filter(prekey -> outcome.accepted().contains(prekey.wire().orElseThrow())).toList();
        return outcome.failure().<ClientResult<List<StoredPrekey>>>flatMap(failure -> judged(failure, published))
                .orElseGet(() -> ClientResult.done(published));
    }

    /** A node that has refused some, or even all, has answered; one that did not answer at all is a failure. */
    private Optional<ClientResult<List<StoredPrekey>>> judged(ClientFailure failure, List<StoredPrekey> published) {
        boolean answered = failure.code() == ClientErrorCode.REFUSED || failure.code() == ClientErrorCode.RATE_LIMITED;
        if (answered || !published.isEmpty()) {
            remarks.warning("not all prekeys were published: " + failure.message());
            return Optional.empty();
        }
        return Optional.of(failure.result());
    }

    private static StoredPrekey signed(StoredPrekey prekey, UnlockedIdentity keys) {
        var record = new Prekey(new PrekeyId(prekey.id()), prekey.publicKey(), UnixTime.of(prekey.expiresAt()));
        String text = switch (record.sign(keys.signer())) {
            case Signing.Signed(var value) -> value;
            case Signing.Refused(var reason) -> throw new IllegalStateException("ids are drawn without 0: " + reason);
        };
        return new StoredPrekey(prekey.id(), prekey.privateKey(), prekey.publicKey(), prekey.expiresAt(), prekey.createdAt(),
                Optional.of(TxtValue.of(text)));
    }
}
