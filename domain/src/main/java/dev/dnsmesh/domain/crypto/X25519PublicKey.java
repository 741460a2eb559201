package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** An X25519 public key as it travels: 32 raw octets (RFC 7748). */
public record X25519PublicKey(Octets octets) implements Comparable<X25519PublicKey> {
    public static final int LENGTH = 32;

    public X25519PublicKey {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("an X25519 public key has 32 octets, not " + octets.length());
        }
    }

    public static Optional<X25519PublicKey> fromHex(String hex) {
        return Octets.fromHex(hex).filter(o -> o.length() == LENGTH).map(X25519PublicKey::new);
    }

    /** Lower-case hex, 64 digits. */
    public String hex() {
        return octets.hex();
    }

    @Override
    public int compareTo(X25519PublicKey other) {
        return octets.compareTo(other.octets);
    }
}
