package dev.dnsmesh.domain.message;

import dev.dnsmesh.domain.crypto.AuthenticatedCipher;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.KeyDerivation;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/**
 * End-to-end encryption of one message (records.md 4.2): X25519 with a fresh key, HKDF-SHA256, ChaCha20-Poly1305. Both
 * ways end without a result where the shared secret is all zeros.
 */
public final class MessageCipher {
    private static final Octets SALT = Octets.utf8("DMP-v1");
    private static final Octets INFO = Octets.utf8("DMP-Message-Encryption");

    private final KeyAgreement agreement;
    private final KeyDerivation derivation;
    private final AuthenticatedCipher cipher;

    public MessageCipher(KeyAgreement agreement, KeyDerivation derivation, AuthenticatedCipher cipher) {
        this.agreement = agreement;
        this.derivation = derivation;
        this.cipher = cipher;
    }

    /**
     * @param ephemeral drawn for this message alone, as is {@code nonce}
     * @param recipient a prekey, or the recipient's long-term key
     */
    public Optional<EncryptedMessage> seal(X25519PrivateKey ephemeral, Octets nonce, X25519PublicKey recipient,
                                           Octets associated, Octets plaintext) {
        return messageKey(ephemeral, recipient).map(key -> {
            try (key) {
                return new EncryptedMessage(agreement.publicKey(ephemeral), nonce,
                        cipher.seal(key, nonce, associated, plaintext));
            }
        });
    }

    /** The plaintext; empty unless the message was sealed to this key with this associated data. */
    public Optional<Octets> open(X25519PrivateKey own, EncryptedMessage message, Octets associated) {
        return messageKey(own, message.ephemeral()).flatMap(key -> {
            try (key) {
                return cipher.open(key, message.nonce(), associated, message.sealed());
            }
        });
    }

    /** The key that both sides come to; to be wiped. */
    public Optional<Secret> messageKey(X25519PrivateKey own, X25519PublicKey peer) {
        return agreement.sharedSecret(own, peer).map(shared -> {
            try (shared) {
                return derivation.derive(shared, SALT, INFO, AuthenticatedCipher.KEY_LENGTH);
            }
        });
    }
}
