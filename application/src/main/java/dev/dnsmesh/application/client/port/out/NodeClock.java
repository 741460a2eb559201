package dev.dnsmesh.application.client.port.out;

import java.time.Duration;
import java.util.Optional;

/** Compares this machine's clock with a node's. Calls block. */
@FunctionalInterface
public interface NodeClock {
    /** The node's time minus ours, to the second or so; empty where the node does not tell. {@code base} as for {@link NodeApi}. */
    Optional<Duration> ahead(String base);
}
