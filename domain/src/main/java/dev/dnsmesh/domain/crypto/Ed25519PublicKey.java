package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** An Ed25519 public key as it travels: 32 raw octets (RFC 8032). That it is a usable point is for verification to say. */
public record Ed25519PublicKey(Octets octets) implements Comparable<Ed25519PublicKey> {
    public static final int LENGTH = 32;

    public Ed25519PublicKey {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 octets, not " + octets.length());
        }
    }

    public static Optional<Ed25519PublicKey> fromHex(String hex) {
        return Octets.fromHex(hex).filter(o -> o.length() == LENGTH).map(Ed25519PublicKey::new);
    }

    /** Lower-case hex, 64 digits. */
    public String hex() {
        return octets.hex();
    }

    @Override
    public int compareTo(Ed25519PublicKey other) {
        return octets.compareTo(other.octets);
    }
}
