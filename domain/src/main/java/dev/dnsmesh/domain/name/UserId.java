package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/** Who sends or receives: SHA-256 of the X25519 public key ({@code user_id}, {@code recipient_id} of records.md 3.1). */
public record UserId(Octets octets) implements Comparable<UserId> {
    public static final int LENGTH = 32;

    public UserId {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("a user id has 32 octets, not " + octets.length());
        }
    }

    public static UserId of(X25519PublicKey key) {
        return new UserId(Sha256.of(key.octets()));
    }

    /** 64 hex digits of either case. */
    public static Optional<UserId> fromHex(String hex) {
        return hex.length() == 2 * LENGTH ? Octets.fromHex(hex).map(UserId::new) : Optional.empty();
    }

    /** Lower-case hex, 64 digits. */
    public String hex() {
        return octets.hex();
    }

    @Override
    public int compareTo(UserId other) {
        return octets.compareTo(other.octets);
    }

    @Override
    public String toString() {
        return hex();
    }
}
