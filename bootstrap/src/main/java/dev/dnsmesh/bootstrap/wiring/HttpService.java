package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.adapters.http.HttpServer;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The HTTP server as a part of the node. */
final class HttpService implements NodeService {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final HttpServer server;
    private InetSocketAddress address;

    HttpService(HttpServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "HTTP";
    }

    @Override
    public void start() throws StartRefused {
        try {
            address = server.start();
        } catch (UncheckedIOException failure) {
            throw new StartRefused(failure.getCause().getMessage());
        }
    }

    @Override
    public void stop() {
        server.stop(PATIENCE);
    }

    /** Where it listens, once started. */
    InetSocketAddress address() {
        return address;
    }
}
