package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.TimeSource;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The DNS face of a node: UDP and TCP on one port, on every address by itself, and TLS on another. One that was stopped can be started anew.
 * Methods block and are for threads that may.
 */
public final class DnsServer {
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final Vertx vertx;
    private final AnswerQuery.Factory answers;
    private final AnswerQuery.Zones zones;
    private final UpdateService updates;
    private final DnsGuards guards;
    private final TimeSource time;
    private final Outcomes outcomes;
    private volatile Running running = Running.NOT;

    /** @param answers makes one for each event loop and each request that blocks; used by one thread at a time */
    public DnsServer(Vertx vertx, AnswerQuery.Factory answers, AnswerQuery.Zones zones, UpdateService updates,
                     DnsGuards guards, TimeSource time, Meter meter) {
        this.vertx = vertx;
        this.answers = answers;
        this.zones = zones;
        this.updates = updates;
        this.guards = guards;
        this.time = time;
        this.outcomes = new Outcomes(meter);
    }

    /**
     * Binds and serves.
     *
     * @return what is bound, UDP and TCP alike, in the order of the settings
     * @throws java.io.UncheckedIOException where an address of the settings cannot be bound; nothing is bound then
     */
    public List<InetSocketAddress> start(DnsServerSettings settings) {
        return start(settings, Optional.empty());
    }

    /** The same, and DNS over TLS where settings for it are given; see {@link #dotAddresses}. */
    public List<InetSocketAddress> start(DnsServerSettings settings, Optional<DotSettings> dot) {
        return start(settings, dot, TcpTimeouts.withIdle(settings.tcpIdle()));
    }

    synchronized List<InetSocketAddress> start(DnsServerSettings settings, Optional<DotSettings> dot, TcpTimeouts timeouts) {
        if (running != Running.NOT) {
            throw new IllegalStateException("the server runs");
        }
        DnsServices services = new DnsServices(settings, guards, answers, zones, updates, time, outcomes, new Refusals(time));
        ServerParts parts = new ServerParts(services, new LoopHandlers(services), new Workers(services),
                new WorkPermits(settings.maxConcurrency()), new TcpConnections(settings.maxConcurrency()), timeouts,
                dot.map(TlsFront::new), new AtomicBoolean());
        Listeners listeners = new Listeners(Sockets.of(vertx), parts, dot.map(DotSettings::port));
        listeners.bind();
        running = new Running.Serving(parts, listeners);
        return listeners.addresses();
    }

    /** Where DNS over TLS is served; nowhere where it is not. */
    public List<InetSocketAddress> dotAddresses() {
        return switch (running) {
            case Running.Not() -> List.of();
            case Running.Serving(var parts, var listeners) -> listeners.dotAddresses();
        };
    }

    /** Answers what another server has received, as long as this one runs. */
    public AnswerMessage messages() {
        return (message, source) -> switch (running) {
            case Running.Not() -> new AnswerMessage.Outcome.Overloaded();
            case Running.Serving(var parts, var listeners) -> new MessageAnswers(parts).answer(message, source);
        };
    }

    /** Binds addresses that this host has got since, and lets go of those it has lost; without effect where addresses are given. */
    public synchronized void refreshAddresses() {
        switch (running) {
            case Running.Not() -> {
                // nothing is bound
            }
            case Running.Serving(var parts, var listeners) -> listeners.refresh();
        }
    }

    /**
     * Takes no more work, answers what it has taken, and lets go of the sockets. What is not answered by the deadline is
     * not answered at all.
     */
    public synchronized void stop(Duration deadline) {
        switch (running) {
            case Running.Not() -> {
                // it has been stopped
            }
            case Running.Serving(var parts, var listeners) -> stop(parts, listeners, deadline);
        }
        running = Running.NOT;
    }

    private static void stop(ServerParts parts, Listeners listeners, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        parts.stopping().set(true);
        listeners.closeAccepting();
        parts.connections().all().forEach(TcpConnection::drain);
        while ((parts.permits().held() > 0 || !parts.connections().all().isEmpty()) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        parts.connections().all().forEach(TcpConnection::close);
        listeners.close();
        parts.tls().ifPresent(TlsFront::close);
        parts.workers().close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        parts.loops().close();
    }

    /** Whether the server runs, and on what. */
    private sealed interface Running {
        Running NOT = new Not();

        record Not() implements Running {
        }

        record Serving(ServerParts parts, Listeners listeners) implements Running {
        }
    }
}
