package dev.dnsmesh.domain.message;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * What the erasure code carries (records.md 4.5): two octets of header length, the header, the encrypted part, 32 octets
 * that are sent as zeros and ignored.
 */
public record OuterMessage(MessageHeader header, Octets payload, Octets trailer) {
    public static final int TRAILER_LENGTH = 32;
    private static final int HEADER_AT = 2;
    private static final Octets ZEROS = Octets.of(new byte[TRAILER_LENGTH]);

    public OuterMessage {
        if (trailer.length() != TRAILER_LENGTH) {
            throw new IllegalArgumentException("the trailer has 32 octets, not " + trailer.length());
        }
    }

    public OuterMessage(MessageHeader header, Octets payload) {
        this(header, payload, ZEROS);
    }

    /** Empty where the lengths do not fit or the header is none. Never throws. */
    public static Optional<OuterMessage> parse(Octets octets) {
        if (octets.length() < HEADER_AT + TRAILER_LENGTH) {
            return Optional.empty();
        }
        int payloadAt = HEADER_AT + (octets.at(0) << 8 | octets.at(1));
        int trailerAt = octets.length() - TRAILER_LENGTH;
        if (payloadAt > trailerAt) {
            return Optional.empty();
        }
        return MessageHeader.parse(octets.slice(HEADER_AT, payloadAt)).map(header -> new OuterMessage(
                header, octets.slice(payloadAt, trailerAt), octets.slice(trailerAt, octets.length())));
    }

    public Octets octets() {
        Octets json = header.octets();
        Octets length = Octets.of((byte) (json.length() >>> 8), (byte) json.length());
        return Octets.concat(length, json, payload, trailer);
    }
}
