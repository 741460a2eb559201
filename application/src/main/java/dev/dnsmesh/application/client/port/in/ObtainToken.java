package dev.dnsmesh.application.client.port.in;

import java.util.Optional;

/** {@code register}: gets a bearer token from a node and keeps it in the tokens directory (client.md 2.2). */
@FunctionalInterface
public interface ObtainToken {
    ClientResult<Obtained> obtain(Registration registration);

    /** @param expiresAt Unix seconds; empty = never */
    record Obtained(String subject, String node, String file, Optional<Long> expiresAt) {
    }
}
