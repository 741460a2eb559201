package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Optional;

/** The private half of an Ed25519 key: a seed of 32 octets (RFC 8032 5.1.5). */
public record Ed25519Seed(Secret octets) {
    public static final int LENGTH = 32;

    public Ed25519Seed {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 octets, not " + octets.length());
        }
    }

    public static Ed25519Seed fresh(Randomness randomness) {
        return new Ed25519Seed(Secrets.fresh(LENGTH, randomness));
    }

    /**
     * An operator key as files and variables hold it: 64 hex digits of either case, white space around them ignored
     * (records.md 1.4).
     */
    public static Optional<Ed25519Seed> parse(String text) {
        return Octets.fromHex(WhiteSpace.trim(text))
                .filter(o -> o.length() == LENGTH)
                .map(o -> new Ed25519Seed(Secret.of(o)));
    }
}
