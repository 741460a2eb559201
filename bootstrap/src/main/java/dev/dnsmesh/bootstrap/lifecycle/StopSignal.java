package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.application.client.port.out.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work wait until the node stops. */
public final class StopSignal implements Pause {
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public boolean of(Duration duration) {
        try {
            return !stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void stop() {
        stopped.countDown();
    }
}
