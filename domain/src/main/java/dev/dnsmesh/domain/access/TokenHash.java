package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** SHA-256 of a bearer token's text: all that is stored of it (registration.md 8). */
public record TokenHash(Octets octets) implements Comparable<TokenHash> {
    public static final int LENGTH = 32;

    public TokenHash {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("a token hash has 32 octets, not " + octets.length());
        }
    }

    /** 64 hex digits of either case. */
    public static Optional<TokenHash> fromHex(String hex) {
        return Octets.fromHex(hex).filter(o -> o.length() == LENGTH).map(TokenHash::new);
    }

    /** Lower-case hex, 64 digits. */
    public String hex() {
        return octets.hex();
    }

    @Override
    public int compareTo(TokenHash other) {
        return octets.compareTo(other.octets);
    }

    @Override
    public String toString() {
        return hex();
    }
}
