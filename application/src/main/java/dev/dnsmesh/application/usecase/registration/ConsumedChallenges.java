package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.domain.registration.Challenge;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Challenges that were used, until they expire by themselves. One challenge serves one confirmation. */
final class ConsumedChallenges {
    private final Map<Challenge, Instant> consumed = new HashMap<>();
    private Instant nextPurge = Instant.EPOCH;

    /** True for the first caller only. */
    synchronized boolean consume(Challenge challenge, Instant expiresAt, Instant now) {
        if (!now.isBefore(nextPurge)) {
            consumed.values().removeIf(end -> !end.isAfter(now));
            nextPurge = now.plusSeconds(10);
        }
        return consumed.putIfAbsent(challenge, expiresAt) == null;
    }
}
