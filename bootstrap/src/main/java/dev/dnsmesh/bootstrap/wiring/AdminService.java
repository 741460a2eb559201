package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.adapters.http.admin.AdminSocket;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin socket as a part of the node, which runs without it, too. */
final class AdminService implements NodeService {
    private static final Logger LOG = LoggerFactory.getLogger(AdminService.class);

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final AdminSocket socket;

    AdminService(AdminSocket socket) {
        this.socket = socket;
    }

    @Override
    public String name() {
        return "admin socket";
    }

    @Override
    public void start() {
        try {
            socket.start();
        } catch (UncheckedIOException failure) {
            LOG.warn("no admin socket, so that dnsmesh-node admin cannot reach this node: {}", failure.getCause().getMessage());
        }
    }

    @Override
    public void stop() {
        socket.stop(PATIENCE);
    }
}
