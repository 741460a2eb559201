package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema to this version's; several nodes that start together do it one after the other. */
final class Migrations {
    /** Number of the last file in {@code migration/}. */
    static final int VERSION = 3;
    private static final String PLACE = "classpath:dev/dnsmesh/adapters/storage/pg/migration";
    private static final String HISTORY = "schema_history";

    private Migrations() {
    }

    /** @throws StorageCorrupt where the schema is of a newer version; it is left alone then */
    static void run(Connections connections, PostgresSettings settings) {
        int found = connections.read(Migrations::version);
        if (found > VERSION) {
            throw new StorageCorrupt("the database was written by a newer version (schema " + found + ", this version knows "
                    + VERSION + "): start that version, or restore a backup");
        }
        if (found < VERSION) {
            migrate(settings);
        }
    }

    /** No node has been here. */
    static boolean isUntouched(Connections connections) {
        return connections.read(Migrations::version) == 0;
    }

    /** 0 where no node has been here. */
    private static int version(Handle handle) {
        boolean known = handle.createQuery("SELECT to_regclass(format('%I.%I', current_schema(), :history)) IS NOT NULL")
                .bind("history", HISTORY).mapTo(Boolean.class).one();
        return known ? handle.createQuery("SELECT coalesce(max(version::numeric::integer), 0) FROM " + HISTORY + " WHERE success")
                .mapTo(Integer.class).one() : 0;
    }

    private static void migrate(PostgresSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        settings.credentials(source::setUser, source::setPassword);
        source.setConnectTimeout((int) settings.timeout().toSeconds());
        // without other limits: a migration takes as long as it takes
        try (Connection turn = source.getConnection(); Statement statement = turn.createStatement()) {
            // Flyway's own lock comes after its look for the history table, which another node may make in between
            statement.execute("SELECT pg_advisory_lock(hashtext('migration of ' || current_schema()))");
            Flyway.configure(Migrations.class.getClassLoader()).dataSource(source).locations(PLACE).table(HISTORY)
                    .baselineOnMigrate(true).baselineVersion("0").loggers("slf4j").load().migrate();
        } catch (FlywayException failure) {
            throw Failures.translate(failure);
        } catch (SQLException failure) {
            throw Failures.translate(new FlywayException(failure));
        }
    }
}
