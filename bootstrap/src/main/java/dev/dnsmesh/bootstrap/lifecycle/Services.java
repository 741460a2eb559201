package dev.dnsmesh.bootstrap.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All services: either every one runs, or none. */
public final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final List<NodeService> inOrder;
    private final Deque<NodeService> running = new ArrayDeque<>();

    public Services(List<NodeService> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    /** Starts them in order; when one refuses, those before it are stopped again. */
    public synchronized void start() throws StartRefused {
        for (NodeService service : inOrder) {
            boolean started = false;
            try {
                LOG.debug("starting {}", service.name());
                service.start();
                running.push(service);
                started = true;
            } finally {
                if (!started) {
                    stop();
                }
            }
        }
    }

    /** Stops those that run, last started first. */
    public synchronized void stop() {
        while (!running.isEmpty()) {
            NodeService service = running.pop();
            LOG.debug("stopping {}", service.name());
            try {
                service.stop();
            } catch (RuntimeException failure) { // the services below must be closed all the same
                LOG.error("{} did not stop in good order", service.name(), failure);
            }
        }
    }
}
