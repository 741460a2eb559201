package dev.dnsmesh.domain.registration;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** A challenge as it travels: 32 octets. */
public record Challenge(Octets octets) {
    public static final int LENGTH = 32;

    public Challenge {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("a challenge has 32 octets, not " + octets.length());
        }
    }

    /** 64 hex digits of either case. */
    public static Optional<Challenge> fromHex(String hex) {
        return Octets.fromHex(hex).filter(o -> o.length() == LENGTH).map(Challenge::new);
    }

    /** Lower-case hex, 64 digits: the form it is issued in, and the only one it is known by. */
    public String hex() {
        return octets.hex();
    }
}
