package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test sets. The monotonic clock moves only with {@link #advance}. Safe for use by several threads. */
public final class ManualTime implements TimeSource {
    private Instant now;
    private long nanos;

    public ManualTime(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    /** Time passes on both clocks. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Somebody sets the wall clock. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
