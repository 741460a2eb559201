package dev.dnsmesh.application.client.port.in;

import java.util.Optional;

/**
 * At which node, and as whom (client.md 2).
 *
 * @param node    host with an optional port; a scheme and slashes at the end are dropped
 * @param subject else {@code username@own zone}
 * @param scheme  {@code https} or {@code http}
 */
public record Registration(String node, Optional<String> subject, String scheme) {
}
