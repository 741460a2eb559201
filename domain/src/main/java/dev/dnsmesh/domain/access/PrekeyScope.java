package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Sha256;

/** {@code subject_hash12} of a token row: the prekey pool that the operator opened to it, h12 of an X25519 key. */
public record PrekeyScope(String digits) {
    public PrekeyScope {
        if (!digits.matches("[0-9a-f]{12}")) {
            throw new IllegalArgumentException("a prekey scope is 12 lower-case hex digits: " + digits);
        }
    }

    public static PrekeyScope of(X25519PublicKey key) {
        return new PrekeyScope(Sha256.hex(12, key.octets()));
    }

    @Override
    public String toString() {
        return digits;
    }
}
