package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.bootstrap.lifecycle.Signals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until SIGINT or SIGTERM. What is still at work then has four seconds; a commit cut short was none. */
final class UntilStopped implements Pause {
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Runnable end;

    /** @param end of a process whose work goes on after the grace */
    UntilStopped(Runnable end) {
        this.end = end;
    }

    static UntilStopped onSignals() {
        UntilStopped pause = new UntilStopped(() -> Runtime.getRuntime().halt(0));
        Signals.on("INT", pause::stop);
        Signals.on("TERM", pause::stop);
        return pause;
    }

    void stop() {
        stopped.countDown();
        Thread.ofPlatform().daemon().name("stop").start(() -> {
            try {
                Thread.sleep(GRACE);
                end.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public boolean of(Duration duration) {
        try {
            return !stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
