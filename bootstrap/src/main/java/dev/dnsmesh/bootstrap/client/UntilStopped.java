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

    private UntilStopped() {
    }

    static UntilStopped onSignals() {
        UntilStopped pause = new UntilStopped();
        Signals.on("INT", pause::stop);
        Signals.on("TERM", pause::stop);
        return pause;
    }

    private void stop() {
        stopped.countDown();
        Thread.ofPlatform().daemon().name("stop").start(() -> {
            try {
                Thread.sleep(GRACE);
                Runtime.getRuntime().halt(0);
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
