package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.adapters.http.HttpServer;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The HTTP server as a part of the node. */
final class HttpService implements NodeService {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final HttpServer server;
    private final Optional<HttpServer> underTls;
    private InetSocketAddress address;
    private Optional<InetSocketAddress> tlsAddress = Optional.empty();

    HttpService(HttpServer server, Optional<HttpServer> underTls) {
        this.server = server;
        this.underTls = underTls;
    }

    @Override
    public String name() {
        return "HTTP";
    }

    @Override
    public void start() throws StartRefused {
        try {
            address = server.start();
            if (underTls.isPresent()) {
                tlsAddress = Optional.of(startUnderTls(underTls.get()));
            }
        } catch (UncheckedIOException failure) {
            throw new StartRefused(failure.getCause().getMessage());
        }
    }

    private InetSocketAddress startUnderTls(HttpServer second) {
        try {
            return second.start();
        } catch (UncheckedIOException failure) {
            server.stop(PATIENCE);
            throw failure;
        }
    }

    /** Both at once, or their patience would add up. */
    @Override
    public void stop() {
        Thread other = Thread.ofVirtual().start(() -> underTls.ifPresent(second -> second.stop(PATIENCE)));
        server.stop(PATIENCE);
        try {
            other.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it listens under TLS, once started; empty where it does not. */
    Optional<InetSocketAddress> tlsAddress() {
        return tlsAddress;
    }

    /** Where it listens, once started. */
    InetSocketAddress address() {
        return address;
    }
}
