package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A PostgreSQL for launched nodes, as durable as a real one. */
final class Database implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;
    private boolean killed;
    private List<ProcessHandle> leftovers = List.of();

    private Database(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    /** One for everybody who does not break it, until this process ends. */
    static Database shared() {
        return Shared.ONE;
    }

    private static final class Shared {
        static final Database ONE = new Database(Path.of(""), started(durable()));
    }

    /** One of the test's own, which is left in the directory where it crashes. */
    static Database in(Path data) {
        return new Database(data, started(kept(data)));
    }

    /** A primary that acknowledges what its standby has on disk, and that standby. */
    record Pair(Database primary, Database standby) implements AutoCloseable {
        /** Names both. */
        String url() {
            return "jdbc:postgresql://localhost:" + primary.port() + ",localhost:" + standby.port() + "/postgres?user=postgres&targetServerType=primary";
        }

        @Override
        public void close() {
            standby.close();
            primary.close();
        }
    }

    static Pair pairIn(Path directory) throws IOException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Database primary = new Database(first, started(kept(first).setServerConfig("synchronous_standby_names", "*")
                .setDataDirectoryCustomizer(empty -> copy(empty.toPath(), second))));
        Files.createFile(second.resolve("standby.signal"));
        Files.writeString(second.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.port() + " user=postgres'\nrecovery_target_timeline = 'latest'\n");
        return new Pair(primary, in(second));
    }

    private static void copy(Path from, Path to) {
        Tool.Outcome copied = Tool.run(Path.of("."), Map.of(), "", List.of("cp", "-a", from.toString(), to.toString()));
        assertThat(copied.exit()).as(copied.errors()).isZero();
    }

    private static EmbeddedPostgres.Builder durable() {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
    }

    private static EmbeddedPostgres.Builder kept(Path data) {
        return durable().setDataDirectory(data).setCleanDataDirectory(false).setRegisterShutdownHook(false);
    }

    private static EmbeddedPostgres started(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of a new and empty database in it. */
    String newDatabase(String name) {
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres")); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How many rows a table of a database in it has; none where there is no such table yet. */
    long rows(String database, String table) {
        try (Connection connection = DriverManager.getConnection(url(database)); Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
                if (!there.next() || !there.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String url(String name) {
        return "jdbc:postgresql://localhost:" + port() + "/" + name + "?user=postgres";
    }

    private int port() {
        return server.getPort();
    }

    /** SIGKILL for its first process; the others follow it. */
    void kill() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
        leftovers = first.descendants().toList();
        first.destroyForcibly();
        first.onExit().join();
        killed = true;
    }

    /** Starts what was killed, at the same port. */
    void startAgain() throws IOException {
        int port = port();
        leftovers.forEach(process -> process.onExit().join());
        // the one that was killed still holds the old file; its leftovers go with the process
        Files.deleteIfExists(data.resolve("epg-lock"));
        server = started(kept(data).setPort(port));
        killed = false;
    }

    /** Returns when the standby takes writes. */
    void promote() {
        execute("SELECT pg_promote(true, 30)");
    }

    @Override
    public void close() {
        if (killed) {
            return;
        }
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
