package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/** An X25519 private key: 32 octets as derived or drawn, before clamping (RFC 7748; records.md 4.1). */
public record X25519PrivateKey(Secret octets) {
    public static final int LENGTH = 32;
    private static final Octets SEED_SUFFIX = Octets.utf8("DMP-v1-Ed25519-signing-key");

    public X25519PrivateKey {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("an X25519 private key has 32 octets, not " + octets.length());
        }
    }

    public static X25519PrivateKey fresh(Randomness randomness) {
        return new X25519PrivateKey(Secrets.fresh(LENGTH, randomness));
    }

    /** Hex digits of either case; empty unless there are 64. */
    public static Optional<X25519PrivateKey> fromHex(String hex) {
        return Octets.fromHex(hex).filter(o -> o.length() == LENGTH).map(o -> new X25519PrivateKey(Secret.of(o)));
    }

    /**
     * The signing key of the same identity: SHA-256 over the unclamped octets and a fixed suffix (records.md 4.1). Two
     * private keys that clamp to one X25519 key sign with different keys.
     */
    public Ed25519Seed ed25519Seed() {
        return new Ed25519Seed(octets.use(own -> Sha256.secret(own, SEED_SUFFIX)));
    }
}
