package dev.dnsmesh.application.port.out;

import java.time.Instant;

/** The clocks. Tests inject their own. */
public interface TimeSource {
    /** Wall clock, to the millisecond at least. */
    Instant now();

    /** Monotonic nanoseconds from an arbitrary origin, for rates and deadlines. */
    long nanos();
}
