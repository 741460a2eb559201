package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code challenge_secret}: one row, wrapped as the secrets of keys are. */
final class ChallengeSecret {
    private static final int LENGTH = 32;
    private static final String ROW = "challenges";

    private ChallengeSecret() {
    }

    private record Row(Octets secret, boolean wrapped) {
    }

    /** The secret of all nodes, in a transaction under the lock of {@code node_state}; made where there is none. */
    static Secret settle(Handle handle, SecretWrap wrap, RandomSource random) {
        Optional<Row> found = handle.createQuery("SELECT secret, wrapped FROM challenge_secret WHERE id = 1")
                .map((row, context) -> new Row(Octets.of(row.getBytes(1)), row.getBoolean(2))).findOne();
        if (found.isPresent() && found.get().wrapped == wrap.wraps()) {
            return wrap.unwrap(found.get().secret, ROW);
        }
        if (found.isPresent() && found.get().wrapped) {
            throw new StorageUnavailable("the secrets in this database are wrapped (DMP_SECRETS_KEY_FILE)");
        }
        Secret secret = found.map(row -> Secret.of(row.secret)).orElseGet(() -> Secret.of(random.octets(LENGTH)));
        handle.createUpdate("INSERT INTO challenge_secret (id, secret, wrapped) VALUES (1, :secret, :wrapped)"
                        + " ON CONFLICT (id) DO UPDATE SET secret = EXCLUDED.secret, wrapped = EXCLUDED.wrapped")
                .bind("secret", wrap.wrap(secret, ROW).toArray()).bind("wrapped", wrap.wraps()).execute();
        return secret;
    }
}
