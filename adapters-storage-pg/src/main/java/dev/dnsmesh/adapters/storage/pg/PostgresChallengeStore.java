package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.registration.Challenge;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Registration challenges in PostgreSQL. */
final class PostgresChallengeStore implements ChallengeStore {
    private final Connections connections;
    private final Secret secret;

    /** @param secret {@link ChallengeSecret} */
    PostgresChallengeStore(Connections connections, Secret secret) {
        this.connections = connections;
        this.secret = secret;
    }

    @Override
    public Secret secret() {
        return secret;
    }

    @Override
    public boolean consume(Challenge challenge, Instant expiresAt, Instant now) {
        return connections.transact(open -> consume(open, challenge, expiresAt, now));
    }

    private static boolean consume(Handle handle, Challenge challenge, Instant expiresAt, Instant now) {
        handle.createUpdate("DELETE FROM spent_challenges WHERE expires_at <= :now").bind("now", now.getEpochSecond()).execute();
        return handle.createUpdate("INSERT INTO spent_challenges (challenge, expires_at) VALUES (:challenge, :end) ON CONFLICT DO NOTHING")
                .bind("challenge", challenge.octets().toArray()).bind("end", expiresAt.getEpochSecond()).execute() == 1;
    }
}
