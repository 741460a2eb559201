package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;

/** Signatures that anyone can make, but that fail for any other key or message. */
record ToySignatures(Ed25519PublicKey publicKey) implements Signer {
    static final SignatureVerifier VERIFIER = (key, message, signature) -> signature.equals(made(key, message));

    @Override
    public Signature sign(Octets message) {
        return made(publicKey, message);
    }

    private static Signature made(Ed25519PublicKey key, Octets message) {
        return new Signature(Octets.concat(Sha256.of(key.octets(), message), Sha256.of(message, key.octets())));
    }
}
