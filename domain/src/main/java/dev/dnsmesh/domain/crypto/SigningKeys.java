package dev.dnsmesh.domain.crypto;

/** Ed25519 key pairs (RFC 8032 5.1.5). */
@FunctionalInterface
public interface SigningKeys {
    /** The key pair of {@code seed}, ready to sign; it keeps its own copy of the seed. */
    Signer signer(Ed25519Seed seed);
}
