package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.octets.Sha256;

/** The label part that all chunks of one message share: 12 hex digits over message id, recipient and signer. */
public record MessageKey(String digits) {
    public static final int LENGTH = 12;

    public MessageKey {
        if (!HexDigits.lowerCase(digits, LENGTH)) {
            throw new IllegalArgumentException("a message key is 12 lower-case hex digits: " + digits);
        }
    }

    public static MessageKey of(MessageId message, UserId recipient, Ed25519PublicKey sender) {
        return new MessageKey(Sha256.hex(LENGTH, message.octets(), recipient.octets(), sender.octets()));
    }

    @Override
    public String toString() {
        return digits;
    }
}
