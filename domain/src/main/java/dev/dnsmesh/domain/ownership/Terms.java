package dev.dnsmesh.domain.ownership;

import java.time.Duration;
import java.time.Instant;

/**
 * When a change happens, and how long names outlive credentials.
 *
 * @param now  whole seconds
 * @param hold {@code DMP_REGISTRATION_HOLD_DAYS} (W5)
 */
public record Terms(Instant now, Duration hold) {
    public Terms {
        now = Instant.ofEpochSecond(now.getEpochSecond());
        if (hold.isNegative()) {
            throw new IllegalArgumentException("a hold time is not negative: " + hold);
        }
    }
}
