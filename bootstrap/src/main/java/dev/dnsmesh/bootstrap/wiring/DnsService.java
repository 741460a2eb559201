package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.adapters.dns.server.DnsServer;
import dev.dnsmesh.adapters.dns.server.DnsServerSettings;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The DNS server as a part of the node. */
final class DnsService implements NodeService {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final DnsServer server;
    private final DnsServerSettings settings;
    private List<InetSocketAddress> addresses = List.of();

    DnsService(DnsServer server, DnsServerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "DNS";
    }

    @Override
    public void start() throws StartRefused {
        try {
            addresses = server.start(settings);
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

    /** What is bound, once started. */
    List<InetSocketAddress> addresses() {
        return addresses;
    }
}
