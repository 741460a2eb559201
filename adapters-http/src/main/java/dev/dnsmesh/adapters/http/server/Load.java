package dev.dnsmesh.adapters.http.server;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are in progress and how many connections are open, each against its bound (http.md 13.1). */
final class Load {
    private static final int IDLE_PER_REQUEST = 4;

    private final int maxRequests;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    Load(int maxRequests) {
        this.maxRequests = maxRequests;
    }

    /** False: over the bound, and not counted. */
    boolean requestBegins() {
        if (requests.incrementAndGet() > maxRequests) {
            requests.decrementAndGet();
            return false;
        }
        return true;
    }

    void requestEnds() {
        requests.decrementAndGet();
    }

    /** False: more are idle than may be. Counted nevertheless, until it ends. */
    boolean connectionBegins() {
        return connections.incrementAndGet() - requests.get() <= (long) IDLE_PER_REQUEST * maxRequests;
    }

    void connectionEnds() {
        connections.decrementAndGet();
    }

    int requestsInProgress() {
        return requests.get();
    }
}
