package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.adapters.dns.server.DnsServer;
import dev.dnsmesh.adapters.dns.server.DnsServerSettings;
import dev.dnsmesh.adapters.dns.server.DotSettings;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The DNS server as a part of the node. */
final class DnsService implements NodeService {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final DnsServer server;
    private final DnsServerSettings settings;
    private final Optional<DotSettings> dot;
    private List<InetSocketAddress> addresses = List.of();

    DnsService(DnsServer server, DnsServerSettings settings, Optional<DotSettings> dot) {
        this.server = server;
        this.settings = settings;
        this.dot = dot;
    }

    @Override
    public String name() {
        return "DNS";
    }

    @Override
    public void start() throws StartRefused {
        try {
            addresses = server.start(settings, dot);
        } catch (UncheckedIOException failure) {
            throw new StartRefused(failure.getCause().getMessage());
        }
    }

    @Override
    public void stop() {
        server.stop(PATIENCE);
    }

    /** Binds what the machine has got since, where every address is wanted. */
    void refreshAddresses() {
        server.refreshAddresses();
    }

    /** Where DNS over TLS is served, once started. */
    List<InetSocketAddress> dotAddresses() {
        return server.dotAddresses();
    }

    /** What is bound, once started. */
    List<InetSocketAddress> addresses() {
        return addresses;
    }
}
