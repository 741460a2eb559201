package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;

/** Ed25519 verification as records.md 1.4 demands it: cofactorless, low-order keys refused. Never throws on any octets. */
@FunctionalInterface
public interface SignatureVerifier {
    boolean verifies(Ed25519PublicKey key, Octets message, Signature signature);
}
