package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;

/** One Ed25519 signing key (RFC 8032, pure, no context): equal inputs give equal signatures. */
public interface Signer {
    Ed25519PublicKey publicKey();

    Signature sign(Octets message);
}
