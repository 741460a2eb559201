package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind a key that is to be minted.
 *
 * @param digits       hex that the key's name and its claim suffix are derived from
 * @param proven       the X25519 key whose possession was proven now
 * @param predecessors keys from which valid rotation records of the subject lead to {@code key} (W6)
 */
public record KeyIdentity(Optional<Ed25519PublicKey> key, String digits, Optional<X25519PublicKey> proven,
                          Set<Ed25519PublicKey> predecessors) {
    public KeyIdentity {
        predecessors = Set.copyOf(predecessors);
    }

    public static KeyIdentity of(
            Ed25519PublicKey key, Optional<X25519PublicKey> proven, Set<Ed25519PublicKey> predecessors) {
        return new KeyIdentity(Optional.of(key), key.hex(), proven, predecessors);
    }

    /** No key: {@code digits} are 16 random hex digits or more. */
    public static KeyIdentity without(String digits, Optional<X25519PublicKey> proven) {
        return new KeyIdentity(Optional.empty(), digits, proven, Set.of());
    }
}
