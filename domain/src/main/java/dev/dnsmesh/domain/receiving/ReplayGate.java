package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.record.UnixTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets every message through once (records.md 4.8 step 3). What was seen is remembered over restarts, reservations are
 * not.
 */
public interface ReplayGate {
    /** How long a reservation holds that is neither released nor kept. */
    Duration RESERVATION = Duration.ofSeconds(300);

    /** Takes the message on; false if it was seen or somebody else is at it. Atomic. */
    boolean reserve(MessageReference message, Instant now);

    /** Gives the message back after a failure, so that it is tried again. */
    void release(MessageReference message);

    /** The message arrived: it counts as seen as long as {@code now <= until}, the manifest's expiry. */
    void keep(MessageReference message, UnixTime until);
}
