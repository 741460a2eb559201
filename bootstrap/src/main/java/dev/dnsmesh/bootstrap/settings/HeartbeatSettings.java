package dev.dnsmesh.bootstrap.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Discovery of nodes (heartbeat.md).
 *
 * @param seedUrls  empty Optional = the project's list; an empty list = none
 * @param resolvers {@code ip} or {@code ip:port}; empty = the system's
 */
public record HeartbeatSettings(boolean enabled, Optional<URI> selfEndpoint, Optional<Path> operatorKey, List<String> seeds,
                                Optional<List<String>> seedUrls, Duration interval, Duration lifetime, int maxPeers, int seenRows,
                                Optional<String> version, List<String> resolvers, boolean dnssecRequired, boolean withdraw) {
    public HeartbeatSettings {
        seeds = List.copyOf(seeds);
        resolvers = List.copyOf(resolvers);
    }
}
