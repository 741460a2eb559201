package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.receiving.RecipientKeys;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.UnixTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of the client's state. Trying one does not use it up. */
final class StoredKeys implements RecipientKeys {
    private final X25519PrivateKey longTerm;
    private final Map<Long, StoredPrekey> prekeys;

    StoredKeys(X25519PrivateKey longTerm, List<StoredPrekey> prekeys) {
        this.longTerm = longTerm;
        this.prekeys = prekeys.stream().collect(Collectors.toUnmodifiableMap(StoredPrekey::id, Function.identity()));
    }

    @Override
    public X25519PrivateKey longTerm() {
        return longTerm;
    }

    @Override
    public Optional<X25519PrivateKey> prekey(PrekeyId id, Instant now) {
        return Optional.ofNullable(prekeys.get(id.value()))
                .filter(prekey -> RecipientKeys.opens(UnixTime.of(prekey.expiresAt()), now))
                .map(prekey -> new X25519PrivateKey(prekey.privateKey()));
    }
}
