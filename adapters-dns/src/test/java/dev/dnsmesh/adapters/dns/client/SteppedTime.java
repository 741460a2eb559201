package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that moves when told. */
final class SteppedTime implements TimeSource {
    static final Instant START = Instant.ofEpochSecond(1_767_225_600);
    private Duration passed = Duration.ZERO;

    void pass(Duration duration) {
        passed = passed.plus(duration);
    }

    @Override
    public Instant now() {
        return START.plus(passed);
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }
}
