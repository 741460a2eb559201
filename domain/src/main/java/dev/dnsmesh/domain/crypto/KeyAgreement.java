package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** X25519 (RFC 7748). Clamps private keys by itself; never throws on any octets. */
public interface KeyAgreement {
    X25519PublicKey publicKey(X25519PrivateKey key);

    /**
     * The shared secret of 32 octets; empty where it is all zeros, which a peer's key of small order brings about and
     * which MUST end the exchange (records.md 4.2).
     */
    Optional<Secret> sharedSecret(X25519PrivateKey own, X25519PublicKey peer);
}
