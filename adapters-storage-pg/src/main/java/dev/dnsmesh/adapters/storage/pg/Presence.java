package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is at a schema: nodes together, or a copy alone. An advisory lock of the database, which goes with the connection that
 * holds it.
 *
 * @param key of the schema
 */
record Presence(long key) {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    static Presence of(String schema) {
        return new Presence(Sha256.of(Octets.utf8(schema)).asBuffer().getLong());
    }

    /** Notes on this connection, for as long as it lives, that a node is here. */
    void together(Statement statement) throws SQLException {
        if (!taken(statement, "SELECT pg_try_advisory_lock_shared(" + key + ")")) {
            LOG.warn("this database is being copied; the copy will notice that a node writes to it");
        }
    }

    /** @throws StorageUnavailable while a copy is here */
    void demandNoCopy(Connections connections) {
        boolean free = connections.read(handle -> handle.createQuery("SELECT pg_try_advisory_xact_lock_shared(:key)").bind("key", key)
                .mapTo(Boolean.class).one());
        if (!free) {
            throw new StorageUnavailable("the database is being copied; start again when the copy has ended");
        }
    }

    /**
     * Keeps nodes and other copies out until it is closed.
     *
     * @throws StorageUnavailable while anybody is here
     */
    Connection alone(PostgresSettings settings) {
        try {
            Connection connection = DriverManager.getConnection(settings.url(), Connections.properties(settings));
            boolean kept = false;
            try (Statement statement = connection.createStatement()) {
                kept = taken(statement, "SELECT pg_try_advisory_lock(" + key + ")");
                if (!kept) {
                    throw new StorageUnavailable("a node uses this database, or another copy; stop it first");
                }
                return connection;
            } finally {
                if (!kept) {
                    connection.close();
                }
            }
        } catch (SQLException failure) {
            throw new StorageUnavailable("PostgreSQL: " + failure.getMessage(), failure);
        }
    }

    private static boolean taken(Statement statement, String lock) throws SQLException {
        try (ResultSet answer = statement.executeQuery(lock)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
