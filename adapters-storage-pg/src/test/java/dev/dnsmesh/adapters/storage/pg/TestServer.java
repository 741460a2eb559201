package dev.dnsmesh.adapters.storage.pg;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for all tests of a run: that of {@code DMP_TEST_PG_URL} (a JDBC URL that names a user who may create
 * schemas), else one of our own, with {@code fsync} on as in real life. Each test has an empty schema of its own; those that
 * were given back are emptied and used again, which is much faster than making new ones.
 */
final class TestServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final ConcurrentLinkedQueue<Schema> FREE = new ConcurrentLinkedQueue<>();
    private static final String BASE = Optional.ofNullable(System.getenv("DMP_TEST_PG_URL")).orElseGet(TestServer::started);

    private TestServer() {
    }

    private static String started() {
        try {
            return durable(EmbeddedPostgres.builder()).start().getJdbcUrl("postgres", "postgres");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Zonky turns both off. */
    static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
        return builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200");
    }

    /** An empty schema in it: without tables, or with none but empty ones. */
    static Schema schema() {
        Schema free = FREE.poll();
        return free == null ? newSchema() : free;
    }

    /** A schema in which no node has been. */
    static Schema newSchema() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
        execute(BASE, "CREATE SCHEMA " + name);
        return new Schema(name, BASE + (BASE.contains("?") ? "&" : "?") + "currentSchema=" + name);
    }

    static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** @param url leads to the schema */
    record Schema(String name, String url) implements AutoCloseable {
        Connection connect() {
            try {
                return DriverManager.getConnection(url);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        /** The same by another port on this machine. */
        Schema through(int port) {
            return new Schema(name, url.replaceFirst("//[^/]+/", "//localhost:" + port + "/"));
        }

        int port() {
            String host = url.replaceFirst(".*//([^/]+)/.*", "$1");
            return host.contains(":") ? Integer.parseInt(host.substring(host.indexOf(':') + 1)) : 5432;
        }

        /** Ends the connections on which nodes listen, and no others. */
        void cutListeners() {
            TestServer.execute(BASE, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name
                    + "' AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')");
        }

        void execute(String sql) {
            TestServer.execute(url, sql);
        }

        /** Settings of a node, more of them in pairs. */
        Map<String, String> settings(String... more) {
            Map<String, String> settings = new HashMap<>(Map.of(PostgresSettings.URL, url + "&ApplicationName=" + name, PostgresSettings.POOL_SIZE, "4",
                    PostgresSettings.TIMEOUT, "20"));
            for (int i = 0; i < more.length; i += 2) {
                settings.put(more[i], more[i + 1]);
            }
            return settings;
        }

        /** Ends every connection of the nodes, as the end of their processes would. */
        void cutConnections() {
            TestServer.execute(BASE, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name + "'");
        }

        /** Empties it. */
        @Override
        public void close() {
            cutConnections();
            execute("DELETE FROM node_state; DELETE FROM records; DELETE FROM tombstones; DELETE FROM replays; DELETE FROM watermarks; DELETE FROM tsig_keys;"
                    + " DELETE FROM tokens; DELETE FROM ownership; DELETE FROM audit; DELETE FROM audit_counters; DELETE FROM challenge_secret;"
                    + " DELETE FROM spent_challenges");
            FREE.add(this);
        }

        void drop() {
            TestServer.execute(BASE, "SET client_min_messages = warning; DROP SCHEMA " + name + " CASCADE");
        }
    }
}
