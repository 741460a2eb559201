package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chores that come round: each deletes what is due, in portions, so that nobody waits long for the store. */
public final class Housekeeping implements NodeService {
    /** Rows of one transaction. */
    public static final int PORTION = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /**
     * @param portion deletes at most {@link #PORTION} rows and returns how many went
     */
    public record Chore(String name, Duration every, IntSupplier portion) {
    }

    private final List<Chore> chores;
    private ScheduledExecutorService scheduler;
    private volatile boolean stopping;

    public Housekeeping(List<Chore> chores) {
        this.chores = List.copyOf(chores);
    }

    @Override
    public String name() {
        return "housekeeping";
    }

    @Override
    public void start() {
        scheduler = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("housekeeping").factory());
        for (Chore chore : chores) {
            long every = chore.every().toNanos();
            scheduler.scheduleWithFixedDelay(() -> run(chore), every, every, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void stop() {
        stopping = true;
        scheduler.shutdown();
        try {
            scheduler.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Portion after portion until one is not full. */
    private void run(Chore chore) {
        try {
            long gone = 0;
            int last = PORTION;
            while (last == PORTION && !stopping) {
                last = chore.portion().getAsInt();
                gone += last;
            }
            if (gone > 0) {
                LOG.atDebug().addKeyValue("rows", gone).log("{}", chore.name());
            }
        } catch (StorageUnavailable away) {
            LOG.warn("{} failed and will be tried again: {}", chore.name(), away.getMessage());
        } catch (RuntimeException failure) { // the store may be back at the next round; a thrown chore would never run again
            LOG.warn("{} failed and will be tried again", chore.name(), failure);
        }
    }
}
