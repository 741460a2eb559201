package dev.dnsmesh.domain.message;

import dev.dnsmesh.domain.crypto.AuthenticatedCipher;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * The encrypted part (records.md 4.2): ephemeral public key, nonce, ciphertext with its tag.
 *
 * @param sealed ciphertext and tag; what is shorter than a tag parses, but never opens
 */
public record EncryptedMessage(X25519PublicKey ephemeral, Octets nonce, Octets sealed) {
    private static final int SEALED_AT = X25519PublicKey.LENGTH + AuthenticatedCipher.NONCE_LENGTH;

    public EncryptedMessage {
        if (nonce.length() != AuthenticatedCipher.NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has 12 octets, not " + nonce.length());
        }
    }

    /** Empty below 44 octets. */
    public static Optional<EncryptedMessage> parse(Octets octets) {
        return octets.length() < SEALED_AT ? Optional.empty() : Optional.of(new EncryptedMessage(
                new X25519PublicKey(octets.slice(0, X25519PublicKey.LENGTH)),
                octets.slice(X25519PublicKey.LENGTH, SEALED_AT), octets.slice(SEALED_AT, octets.length())));
    }

    public Octets octets() {
        return Octets.concat(ephemeral.octets(), nonce, sealed);
    }
}
