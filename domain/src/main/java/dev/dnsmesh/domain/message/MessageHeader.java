package dev.dnsmesh.domain.message;

import dev.dnsmesh.domain.json.JsonObject;
import dev.dnsmesh.domain.json.JsonWriter;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.PrekeyId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The header in front of the encrypted part (records.md 4.3). Sender and reader build the AAD from it, so it is written
 * in one form only: compact JSON, keys in this order, lower-case hex.
 *
 * @param version {@link #VERSION} in what is sent and accepted
 * @param sender  SHA-256 of the sender's X25519 key
 * @param total   always 1 in what is sent; readers ignore it
 * @param chunk   always 0 in what is sent; readers ignore it
 * @param sentAt  seconds since 1970
 * @param ttl     seconds
 */
public record MessageHeader(long version, MessageType type, MessageId message, UserId sender, UserId recipient,
                            long total, long chunk, long sentAt, long ttl) {
    public static final long VERSION = 1;
    /** The largest time and lifetime that are read: what a double holds exactly. */
    public static final long MAX_SECONDS = (1L << 53) - 1;

    /** The header of a message that carries data. */
    public static MessageHeader data(MessageId message, UserId sender, UserId recipient, long sentAt, long ttl) {
        return new MessageHeader(VERSION, MessageType.DATA, message, sender, recipient, 1, 0, sentAt, ttl);
    }

    /**
     * Reads a JSON object with all nine members, whatever their order and whatever else it holds: version 1, a known
     * type, hex of the right length, plain integers, times up to {@link #MAX_SECONDS}. Never throws.
     */
    public static Optional<MessageHeader> parse(Octets json) {
        return json.asUtf8().flatMap(JsonObject::parse).flatMap(MessageHeader::read);
    }

    public Octets octets() {
        return Octets.utf8(json(total, chunk));
    }

    /** What the AEAD binds besides the text (records.md 4.4): the header with total and chunk 0, and the prekey's id. */
    public Octets associatedData(PrekeyId prekey) {
        return new BodyWriter().octets(Octets.utf8(json(0, 0))).u32(prekey.value()).body();
    }

    /** Valid to the last second of its lifetime. */
    public boolean isExpiredAt(Instant now) {
        return now.getEpochSecond() > Math.addExact(sentAt, ttl);
    }

    private static Optional<MessageHeader> read(JsonObject json) {
        Optional<MessageType> type = json.text("type").flatMap(MessageType::of);
        Optional<MessageId> message = json.text("msg_id").flatMap(MessageId::fromHex);
        Optional<UserId> sender = json.text("sender").flatMap(UserId::fromHex);
        Optional<UserId> recipient = json.text("recipient").flatMap(UserId::fromHex);
        OptionalLong version = json.plainInteger("v");
        OptionalLong total = json.plainInteger("total");
        OptionalLong chunk = json.plainInteger("chunk");
        OptionalLong sentAt = json.plainInteger("ts");
        OptionalLong ttl = json.plainInteger("ttl");
        boolean sound = type.isPresent() && message.isPresent() && sender.isPresent() && recipient.isPresent()
                && version.orElse(0) == VERSION && total.isPresent() && chunk.isPresent()
                && inRange(sentAt) && inRange(ttl);
        return sound ? Optional.of(new MessageHeader(VERSION, type.get(), message.get(), sender.get(), recipient.get(),
                total.getAsLong(), chunk.getAsLong(), sentAt.getAsLong(), ttl.getAsLong())) : Optional.empty();
    }

    private static boolean inRange(OptionalLong seconds) {
        return seconds.isPresent() && seconds.getAsLong() >= 0 && seconds.getAsLong() <= MAX_SECONDS;
    }

    private String json(long shownTotal, long shownChunk) {
        return new JsonWriter()
                .member("v", version).member("type", type.name())
                .member("msg_id", message.hex()).member("sender", sender.hex()).member("recipient", recipient.hex())
                .member("total", shownTotal).member("chunk", shownChunk)
                .member("ts", sentAt).member("ttl", ttl).end();
    }
}
