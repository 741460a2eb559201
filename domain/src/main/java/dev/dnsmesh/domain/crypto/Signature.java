package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;

/** An Ed25519 signature: 64 octets, R then S. */
public record Signature(Octets octets) {
    public static final int LENGTH = 64;

    public Signature {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 octets, not " + octets.length());
        }
    }
}
