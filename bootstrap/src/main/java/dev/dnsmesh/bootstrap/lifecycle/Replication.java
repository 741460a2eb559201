package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.application.port.in.PullFromPeers;
import dev.dnsmesh.domain.sync.Peer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks which peers are due and pulls from up to four of them at once (cluster.md 13.3 rule 1). */
public final class Replication implements NodeService {
    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);
    private static final int AT_ONCE = 4;
    private static final int LOOK_EVERY_MILLIS = 200;
    private static final int PATIENCE_SECONDS = 2;

    private final PullFromPeers pulling;
    private final StopSignal stopping;
    private Optional<ScheduledExecutorService> clock = Optional.empty();
    private Optional<ExecutorService> runs = Optional.empty();

    /** @param stopping what {@code pulling} waits with */
    public Replication(PullFromPeers pulling, StopSignal stopping) {
        this.pulling = pulling;
        this.stopping = stopping;
    }

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public void start() {
        ExecutorService atOnce = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("pull-", 0).factory());
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("replication").factory());
        looking.scheduleWithFixedDelay(() -> look(atOnce), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        runs = Optional.of(atOnce);
        clock = Optional.of(looking);
    }

    private void look(ExecutorService atOnce) {
        try {
            pulling.due().forEach(peer -> atOnce.execute(() -> run(peer)));
        } catch (RuntimeException failure) { // the store may be back the next time; thrown from here it would be the last
            LOG.warn("could not look which peers are due", failure);
        }
    }

    private void run(Peer peer) {
        try {
            pulling.run(peer);
        } catch (RuntimeException failure) { // as above: the next run goes on where this one was
            LOG.warn("pulling from {} failed and will be tried again", peer.id(), failure);
        }
    }

    /** What was taken over is durable; what was being asked for is asked again after the next start. */
    @Override
    public void stop() {
        stopping.stop();
        clock.ifPresent(ExecutorService::shutdownNow);
        runs.ifPresent(ExecutorService::shutdownNow);
        try {
            if (runs.isPresent()) {
                runs.get().awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
