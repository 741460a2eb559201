package dev.dnsmesh.application.client.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** {@code node_transport}: how messages get to the home node (client.md 19.5). All but {@link #AUTO} never fall back. */
public enum NodeTransport {
    /** UDP and TCP, then TLS, then HTTPS, then the record API; whichever can be reached. */
    AUTO,
    /** UDP and TCP. */
    DNS,
    /** DNS over TLS. */
    DOT,
    /** DNS over HTTPS. */
    DOH,
    /** The record API of the node. */
    HTTP;

    /** The word of a configuration, in any letter case; no text at all is {@link #AUTO}. */
    public static Optional<NodeTransport> parse(String word) {
        String trimmed = word.trim();
        return trimmed.isEmpty() ? Optional.of(AUTO)
                : Arrays.stream(values()).filter(value -> value.word().equals(trimmed.toLowerCase(Locale.ROOT))).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
