package dev.dnsmesh.domain.message;

import java.util.Optional;

/** What a header says the message is. Only {@link #DATA} is sent and delivered (records.md 4.3). */
public enum MessageType {
    DATA, ACK, DISCOVERY, IDENTITY, MAILBOX;

    /** By its exact name. */
    public static Optional<MessageType> of(String name) {
        for (MessageType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
