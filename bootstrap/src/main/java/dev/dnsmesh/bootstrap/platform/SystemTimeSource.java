package dev.dnsmesh.bootstrap.platform;

import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's clocks. */
public final class SystemTimeSource implements TimeSource {
    @Override
    public Instant now() {
        // no storage keeps more than microseconds, and a row must be the same in all of them
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
