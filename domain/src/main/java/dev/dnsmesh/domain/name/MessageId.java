package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** What a sender calls one message: 16 octets, drawn as a random UUID; any value is accepted (records.md 2.2). */
public record MessageId(Octets octets) implements Comparable<MessageId> {
    public static final int LENGTH = 16;

    public MessageId {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("a message id has 16 octets, not " + octets.length());
        }
    }

    /** The id that 16 random octets make: a version 4 UUID, as other clients draw it. */
    public static MessageId ofRandom(Octets random) {
        byte[] uuid = random.toArray();
        uuid[6] = (byte) (uuid[6] & 0x0f | 0x40);
        uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
        return new MessageId(Octets.of(uuid));
    }

    /** 32 hex digits of either case. */
    public static Optional<MessageId> fromHex(String hex) {
        return hex.length() == 2 * LENGTH ? Octets.fromHex(hex).map(MessageId::new) : Optional.empty();
    }

    /** Lower-case hex, 32 digits. */
    public String hex() {
        return octets.hex();
    }

    @Override
    public int compareTo(MessageId other) {
        return octets.compareTo(other.octets);
    }

    @Override
    public String toString() {
        return hex();
    }
}
