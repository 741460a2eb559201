package dev.dnsmesh.domain.record;

import java.time.Duration;

/** How far from now the times of a record may lie (records.md 2.11). */
public final class TimeLimits {
    /** How far ahead manifests, prekeys, claims and heartbeats may expire. */
    public static final Duration SHORT_LIVED = Duration.ofDays(30);
    /** How far ahead cluster, bootstrap and rotation records may expire. */
    public static final Duration LONG_LIVED = Duration.ofDays(5 * 365);
    /** How far two clocks may be apart. */
    public static final Duration SKEW = Duration.ofSeconds(300);

    private TimeLimits() {
    }
}
