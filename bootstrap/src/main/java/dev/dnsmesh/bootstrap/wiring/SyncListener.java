package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.adapters.http.HttpServer;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sync routes for peers with a certificate, where that is asked for (cluster.md 13.9). */
final class SyncListener implements NodeService {
    private static final Logger LOG = LoggerFactory.getLogger(SyncListener.class);
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Optional<HttpServer> server;

    SyncListener(Optional<HttpServer> server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "HTTP for peers with a certificate";
    }

    @Override
    public void start() throws StartRefused {
        try {
            if (server.isPresent()) {
                InetSocketAddress address = server.get().start();
                LOG.info("peers with a certificate are served at {} port {}", address.getHostString(), address.getPort());
            }
        } catch (UncheckedIOException failure) {
            throw new StartRefused(failure.getCause().getMessage());
        }
    }

    @Override
    public void stop() {
        server.ifPresent(running -> running.stop(PATIENCE));
    }
}
