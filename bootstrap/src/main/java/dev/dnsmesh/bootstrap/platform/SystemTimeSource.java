package dev.dnsmesh.bootstrap.platform;

import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Instant;

/** The machine's clocks. */
public final class SystemTimeSource implements TimeSource {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
