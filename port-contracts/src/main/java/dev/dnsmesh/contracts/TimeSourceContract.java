package dev.dnsmesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@link TimeSource}. */
public interface TimeSourceContract {
    TimeSource newTimeSource();

    @Test
    default void the_wall_clock_shows_a_time_of_our_days() {
        assertThat(newTimeSource().now()).isBetween(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));
    }

    @Test
    default void the_monotonic_clock_never_goes_back() {
        TimeSource time = newTimeSource();
        long last = time.nanos();
        for (int i = 0; i < 10_000; i++) {
            long next = time.nanos();
            assertThat(next - last).isNotNegative();
            last = next;
        }
    }
}
