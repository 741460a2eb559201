package dev.dnsmesh.domain.sending;

import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.erasure.CodeRate;
import dev.dnsmesh.domain.erasure.ErasureCode;
import dev.dnsmesh.domain.message.EncryptedMessage;
import dev.dnsmesh.domain.message.MessageCipher;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.message.OuterMessage;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.MessageKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.chunk.Chunk;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a message into what has to be published: encrypt, frame, code, wrap, sign (records.md 4.8). Refuses before anything is. */
public final class MessageSender {
    private final MessageCipher cipher;
    private final BlockCode blockCode;

    public MessageSender(MessageCipher cipher, BlockCode blockCode) {
        this.cipher = cipher;
        this.blockCode = blockCode;
    }

    /** What comes of planning. */
    public sealed interface Planning {
        record Planned(SendPlan plan) implements Planning {
        }

        /** More octets, envelope included, than can be coded. */
        record TooLong(int length, int longest) implements Planning {
        }

        /** A name in the sender's zone would have more than 253 characters. */
        record ZoneTooLong(OwnerName zone) implements Planning {
        }

        /** Readers refuse what is kept for more than 30 days. */
        record KeptTooLong(TimeToLive ttl, Duration longest) implements Planning {
        }

        /** The recipient's key is no key: every agreement with it gives the same secret. */
        record UnusableKey(X25519PublicKey key) implements Planning {
        }

        /** The manifest could not be signed, which is a bug in the caller's keys. */
        record Unsigned(String reason) implements Planning {
        }
    }

    /** @param plaintext the body, in an envelope where the recipient reads one */
    public Planning plan(Sender sender, UserId recipient, EncryptionKey key, Octets plaintext, Freshness fresh,
                         TimeToLive ttl, Instant now) {
        if (ttl.seconds() > TimeLimits.SHORT_LIVED.toSeconds()) {
            return new Planning.KeptTooLong(ttl, TimeLimits.SHORT_LIVED);
        }
        UnixTime sentAt = UnixTime.of(now);
        MessageHeader header = MessageHeader.data(fresh.message(), sender.id(), recipient, sentAt.seconds(),
                ttl.seconds());
        int longest = MessageSize.longestPlaintext(header);
        if (plaintext.length() > longest) {
            return new Planning.TooLong(plaintext.length(), longest);
        }
        Optional<EncryptedMessage> encrypted = cipher.seal(fresh.ephemeral(), fresh.nonce(), key.key(),
                header.associatedData(key.prekey()), plaintext);
        if (encrypted.isEmpty()) {
            return new Planning.UnusableKey(key.key());
        }
        Octets outer = new OuterMessage(header, encrypted.get().octets()).octets();
        List<Chunk> chunks = chunks(outer);
        CodeRate rate = CodeRate.forMessage(outer.length());
        Manifest manifest = new Manifest(fresh.message(), sender.signer().publicKey(), recipient, rate.n(), rate.k(),
                key.prekey(), sentAt, sentAt.plus(Duration.ofSeconds(ttl.seconds())),
                chunks.stream().map(Chunk::hash).toList());
        return switch (manifest.sign(sender.signer())) {
            case Signing.Refused(String reason) -> new Planning.Unsigned(reason);
            case Signing.Signed(String text) -> published(sender, manifest, chunks, text, ttl)
                    .<Planning>map(all -> new Planning.Planned(new SendPlan(sender, header, key, encrypted.get(), manifest,
                            all.subList(0, chunks.size()), all.getLast())))
                    .orElseGet(() -> new Planning.ZoneTooLong(sender.zone()));
        };
    }

    private List<Chunk> chunks(Octets outer) {
        return ErasureCode.encode(outer).orElseThrow().stream()
                .map(share -> Chunk.wrap(share, blockCode).orElseThrow()).toList();
    }

    /** Chunks in order, then the manifest; empty where a name is too long. */
    private static Optional<List<Publication>> published(Sender sender, Manifest manifest, List<Chunk> chunks,
                                                         String manifestText, TimeToLive ttl) {
        MessageKey messageKey = MessageKey.of(manifest.message(), manifest.recipient(), manifest.sender());
        List<Publication> all = new ArrayList<>(chunks.size() + 1);
        for (int i = 0; i < chunks.size(); i++) {
            Optional<OwnerName> owner = RelativeName.chunk(i, messageKey).under(sender.zone());
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            all.add(new Publication(owner.get(), TxtValue.of(chunks.get(i).text()), ttl));
        }
        return RelativeName.slot(SlotNumber.chosenFor(manifest.message()), MailboxHash.of(manifest.recipient()))
                .under(sender.zone()).map(owner -> {
                    all.add(new Publication(owner, TxtValue.of(manifestText), ttl));
                    return all;
                });
    }
}
