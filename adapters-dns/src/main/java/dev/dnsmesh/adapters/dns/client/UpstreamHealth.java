package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What is known of one server: whether it cools down after a failure, and how many questions it is working on. */
final class UpstreamHealth {
    private static final long COOL_DOWN_NANOS = Duration.ofSeconds(60).toNanos();
    /** In flight at one server (client.md 19.3). */
    private static final int MAX_IN_FLIGHT = 8;

    private final Upstream upstream;
    private final Exchange stream;
    private final TimeSource time;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private boolean failing;
    private long failedAt;

    /** @param stream to the server: TCP, TLS or HTTPS */
    UpstreamHealth(Upstream upstream, Exchange stream, TimeSource time) {
        this.upstream = upstream;
        this.stream = stream;
        this.time = time;
    }

    /** Healthy ones in configured order, then cooling ones, oldest failure first. */
    static List<UpstreamHealth> inOrder(List<UpstreamHealth> all) {
        return all.stream().sorted(Comparator.comparing(UpstreamHealth::isCooling)
                .thenComparing(h -> h.isCooling() ? h.failedAt() : 0L)).toList();
    }

    Upstream upstream() {
        return upstream;
    }

    Exchange stream() {
        return stream;
    }

    synchronized void failed() {
        failing = true;
        failedAt = time.nanos();
    }

    synchronized void succeeded() {
        failing = false;
    }

    synchronized boolean isCooling() {
        return failing && time.nanos() - failedAt < COOL_DOWN_NANOS;
    }

    private synchronized long failedAt() {
        return failedAt;
    }

    boolean enter(Duration limit) {
        try {
            return inFlight.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        inFlight.release();
    }

    @Override
    public String toString() {
        return upstream.toString();
    }
}
