package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.application.port.in.ExchangeHeartbeats;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges heartbeats, once at the start and then every interval after the end of the round before (heartbeat.md 5). */
public final class Heartbeats implements NodeService {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Optional<ExchangeHeartbeats> exchange;
    private final Duration interval;
    private final boolean withdraw;
    private final DoubleSupplier jitter;
    private final StopSignal stopping = new StopSignal();
    private Optional<Thread> worker = Optional.empty();

    /**
     * @param exchange empty where the node takes no part
     * @param withdraw take the own heartbeat back at the end
     * @param jitter   of the interval, around 1
     */
    public Heartbeats(Optional<ExchangeHeartbeats> exchange, Duration interval, boolean withdraw, DoubleSupplier jitter) {
        this.exchange = exchange;
        this.interval = interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval;
        this.withdraw = withdraw;
        this.jitter = jitter;
    }

    @Override
    public String name() {
        return "heartbeats";
    }

    @Override
    public void start() {
        worker = exchange.map(beating -> Thread.ofVirtual().name("heartbeat").start(() -> work(beating)));
    }

    private void work(ExchangeHeartbeats beating) {
        do {
            try {
                beating.tick();
            } catch (RuntimeException failure) { // the store may be back at the next round; thrown, this would be the last
                LOG.warn("a round of heartbeats failed; there will be others", failure);
            }
        } while (stopping.of(Duration.ofMillis((long) (interval.toMillis() * jitter.getAsDouble()))));
    }

    @Override
    public void stop() {
        stopping.stop();
        try {
            if (worker.isPresent()) {
                worker.get().interrupt();
                worker.get().join(PATIENCE);
            }
            if (withdraw && exchange.isPresent()) {
                exchange.get().withdraw();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
