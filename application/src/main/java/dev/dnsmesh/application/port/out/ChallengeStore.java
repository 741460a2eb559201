package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.registration.Challenge;
import java.time.Instant;

/**
 * What those who hand out registration challenges must have in common (registration.md W14), so that a challenge of one node
 * can be answered at another, once. Threads and failures as in {@link RecordStore}.
 */
public interface ChallengeStore {
    /** 32 octets under which challenges are sealed: at every call and every node the same. */
    Secret secret();

    /**
     * Spends a challenge.
     *
     * @param expiresAt when it would be refused anyway and may be forgotten
     * @return true for the first caller only, whichever node it came to
     */
    boolean consume(Challenge challenge, Instant expiresAt, Instant now);
}
