package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.message.EncryptedMessage;
import dev.dnsmesh.domain.message.Envelope;
import dev.dnsmesh.domain.message.MessageCipher;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.message.MessageType;
import dev.dnsmesh.domain.message.OuterMessage;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.manifest.Manifest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Opens what the chunks gave: framing, header, decryption, envelope (records.md 4.8 steps 5 to 8). Never throws on any octets. */
public final class MessageOpener {
    private final MessageCipher cipher;

    public MessageOpener(MessageCipher cipher) {
        this.cipher = cipher;
    }

    /** What came of opening a message. */
    public sealed interface Opening {
        /** It is ours. Its prekey, if it has one, is spent: to be deleted once the message is kept. */
        record Opened(OpenedMessage message) implements Opening {
        }

        /** It is not delivered, and its prekey stays. */
        record Failed(Failure why) implements Opening {
        }
    }

    /** Why a message does not open. */
    public enum Failure {
        MALFORMED,
        /** Header and manifest speak of different messages. */
        MISMATCH,
        EXPIRED,
        /** Another type than DATA. */
        NOT_DELIVERED,
        /** The header names another sender than the signer's known key: somebody else's message, signed anew. */
        FORGED_SENDER,
        /** The prekey is not there, or no longer. */
        NO_KEY,
        UNDECRYPTABLE
    }

    /** @param knownSenders who the signer is known to be, see {@link SignerPolicy#knownSenders}; empty where that is not known */
    public Opening open(Manifest manifest, Octets outer, RecipientKeys keys, Set<UserId> knownSenders, Instant now) {
        Optional<OuterMessage> framed = OuterMessage.parse(outer);
        Optional<EncryptedMessage> encrypted = framed.flatMap(f -> EncryptedMessage.parse(f.payload()));
        if (encrypted.isEmpty()) {
            return new Opening.Failed(Failure.MALFORMED);
        }
        MessageHeader header = framed.get().header();
        Optional<Failure> objection = objection(header, manifest, knownSenders, now);
        if (objection.isPresent()) {
            return new Opening.Failed(objection.get());
        }
        Optional<X25519PrivateKey> key = manifest.prekey().isNone() ? Optional.of(keys.longTerm())
                : keys.prekey(manifest.prekey(), now);
        if (key.isEmpty()) {
            return new Opening.Failed(Failure.NO_KEY);
        }
        return cipher.open(key.get(), encrypted.get(), header.associatedData(manifest.prekey()))
                .<Opening>map(plaintext -> new Opening.Opened(new OpenedMessage(manifest, header,
                        Envelope.open(plaintext), !knownSenders.isEmpty())))
                .orElseGet(() -> new Opening.Failed(Failure.UNDECRYPTABLE));
    }

    private static Optional<Failure> objection(MessageHeader header, Manifest manifest, Set<UserId> knownSenders,
                                               Instant now) {
        if (!header.message().equals(manifest.message()) || !header.recipient().equals(manifest.recipient())) {
            return Optional.of(Failure.MISMATCH);
        }
        if (header.isExpiredAt(now)) {
            return Optional.of(Failure.EXPIRED);
        }
        if (header.type() != MessageType.DATA) {
            return Optional.of(Failure.NOT_DELIVERED);
        }
        return knownSenders.isEmpty() || knownSenders.contains(header.sender())
                ? Optional.empty() : Optional.of(Failure.FORGED_SENDER);
    }
}
