package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema to this version's; several nodes that start together do it one after the other. */
final class Migrations {
    private static final String PLACE = "classpath:dev/dnsmesh/adapters/storage/pg/migration";

    private Migrations() {
    }

    /** @throws StorageCorrupt where the schema is of a newer version; it is left alone then */
    static void run(PostgresSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        settings.credentials(source::setUser, source::setPassword);
        source.setConnectTimeout((int) settings.timeout().toSeconds());
        // without other limits: a migration takes as long as it takes
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader()).dataSource(source).locations(PLACE)
                .table("schema_history").baselineOnMigrate(true).baselineVersion("0").loggers("slf4j").load();
        try {
            MigrationInfo current = flyway.info().current();
            if (current != null && current.getVersion() != null && current.getVersion().isNewerThan(known(flyway))) {
                throw new StorageCorrupt("the database was written by a newer version (schema " + current.getVersion()
                        + ", this version knows " + known(flyway) + "): start that version, or restore a backup");
            }
            flyway.migrate();
        } catch (FlywayException failure) {
            throw Failures.translate(failure);
        }
    }

    private static MigrationVersion known(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).filter(info -> info.getScript().endsWith(".sql"))
                .filter(info -> info.getState().isResolved()).map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo).orElse(MigrationVersion.EMPTY);
    }
}
