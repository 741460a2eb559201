package dev.dnsmesh.domain.update;

import java.time.Instant;

/** Remembered with the changes of a signed UPDATE until {@code keepUntil} (Time Signed + effective fudge + 1 s). */
public record ReplayEntry(ReplayId id, Instant keepUntil) {
}
