package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.registration.Challenge;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The challenges of one process alone: those that were used are kept until they expire by themselves. */
final class ConsumedChallenges implements ChallengeStore {
    private static final int SECRET_LENGTH = 32;

    private final Secret secret;
    private final Map<Challenge, Instant> consumed = new HashMap<>();
    private Instant nextPurge = Instant.EPOCH;

    ConsumedChallenges(RandomSource random) {
        secret = Secret.of(random.octets(SECRET_LENGTH));
    }

    @Override
    public Secret secret() {
        return secret;
    }

    @Override
    public synchronized boolean consume(Challenge challenge, Instant expiresAt, Instant now) {
        if (!now.isBefore(nextPurge)) {
            consumed.values().removeIf(end -> !end.isAfter(now));
            nextPurge = now.plusSeconds(10);
        }
        return consumed.putIfAbsent(challenge, expiresAt) == null;
    }
}
