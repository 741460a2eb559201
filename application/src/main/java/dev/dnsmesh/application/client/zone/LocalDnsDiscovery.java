package dev.dnsmesh.application.client.zone;

import dev.dnsmesh.application.client.port.out.NodeProbe;
import dev.dnsmesh.application.client.settings.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks for the DNS side of a node whose HTTP endpoint is known (cli.md 8). */
public final class LocalDnsDiscovery {
    private static final List<Integer> PORTS = List.of(5353, 53);
    private static final Duration LIMIT = Duration.ofMillis(1500);

    private final NodeProbe probe;

    public LocalDnsDiscovery(NodeProbe probe) {
        this.probe = probe;
    }

    /** @param server address literal */
    public record Found(String server, int port) {
    }

    /** Asks the host of the endpoint on the two usual ports. */
    public Optional<Found> at(String endpoint) {
        Optional<String> host = Endpoint.host(endpoint);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        for (int port : PORTS) {
            Optional<String> address = probe.probe(host.get(), port, LIMIT);
            if (address.isPresent()) {
                return Optional.of(new Found(address.get(), port));
            }
        }
        return Optional.empty();
    }
}
