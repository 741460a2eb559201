package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** The salt of a passphrase: at least 8 octets, 32 random ones for a new identity (records.md 4.1). */
public record PassphraseSalt(Octets octets) {
    public static final int MIN_LENGTH = 8;
    public static final int FRESH_LENGTH = 32;
    /** For configurations so old that they hold no salt; never for a new identity. */
    public static final PassphraseSalt DEFAULT = new PassphraseSalt(Octets.utf8("DMP-default-v2-argon2id"));

    public PassphraseSalt {
        if (octets.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("a salt has at least 8 octets, not " + octets.length());
        }
    }

    /** Empty where the octets are too few. */
    public static Optional<PassphraseSalt> of(Octets octets) {
        return octets.length() < MIN_LENGTH ? Optional.empty() : Optional.of(new PassphraseSalt(octets));
    }

    public static PassphraseSalt fresh(Randomness randomness) {
        byte[] drawn = new byte[FRESH_LENGTH];
        randomness.fill(drawn);
        return new PassphraseSalt(Octets.of(drawn));
    }
}
