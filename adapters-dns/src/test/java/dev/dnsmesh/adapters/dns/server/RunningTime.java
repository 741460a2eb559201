package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Instant;

/** The second of dns.md 11 for ever, on a monotonic clock that runs. */
final class RunningTime implements TimeSource {
    @Override
    public Instant now() {
        return Fixture.NOW;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
