package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.domain.octets.Secret;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shared storage: {@code DMP_STORAGE=postgres}. */
public final class PostgresStorageAdapter implements StorageAdapter {
    static final String ID = "postgres";
    /** {@code WITH TIES} came with it. */
    private static final int OLDEST_SERVER = 13;
    private static final int VERSION_UNIT = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStorageAdapter.class);

    private final boolean trustsClock;

    /** For {@link java.util.ServiceLoader}. */
    public PostgresStorageAdapter() {
        this(false);
    }

    /** @param trustsClock whether the clock of the settings counts although the database has another time: for tests that set it */
    PostgresStorageAdapter(boolean trustsClock) {
        this.trustsClock = trustsClock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> settingNames() {
        return PostgresSettings.NAMES;
    }

    @Override
    public Storage open(StorageSettings settings) {
        return open(settings, Optional.empty());
    }

    /** @param location a URL, with or without {@code jdbc:} */
    @Override
    public Storage openAlone(String location, CopyRole role, StorageSettings settings) {
        Map<String, String> values = new HashMap<>(settings.values());
        values.put(PostgresSettings.URL, location.startsWith("jdbc:") ? location
                : "jdbc:postgresql:" + location.replaceFirst("^postgres(ql)?:", ""));
        return open(new StorageSettings(settings.dataDirectory(), values, settings.secrets(), settings.time(), settings.random(),
                settings.meter()), Optional.of(role));
    }

    private Storage open(StorageSettings settings, Optional<CopyRole> copy) {
        PostgresSettings postgres = PostgresSettings.of(settings.values());
        Connections connections = Connections.open(postgres);
        Optional<Connection> alone = Optional.empty();
        boolean opened = false;
        try {
            String schema = schemaOf(connections);
            Presence presence = Presence.of(schema);
            if (copy.isPresent()) {
                alone = Optional.of(presence.alone(postgres));
            } else {
                presence.demandNoCopy(connections);
            }
            if (copy.equals(Optional.of(CopyRole.SOURCE)) && Migrations.isUntouched(connections)) {
                throw new StorageUnavailable("no node has been in this database");
            }
            Migrations.run(connections, postgres);
            Storage storage = new OpenPostgresStorage(connections, postgres, schema, prepare(connections, settings), settings,
                    trustsClock, alone);
            LOG.info("PostgreSQL at {}, schema {}: synchronous_commit={}", postgres.place(), schema, postgres.synchronousCommit());
            opened = true;
            return storage;
        } finally {
            if (!opened) {
                alone.ifPresent(OpenPostgresStorage::leave);
                connections.close();
            }
        }
    }

    /** How secrets lie, and the one that challenges are sealed with. */
    record Secrets(SecretWrap wrap, Secret challenges) {
    }

    private static String schemaOf(Connections connections) {
        return connections.read(handle -> {
            int version = Integer.parseInt(show(handle, "server_version_num")) / VERSION_UNIT;
            if (version < OLDEST_SERVER) {
                throw new StorageUnavailable("PostgreSQL " + version + " is too old: " + OLDEST_SERVER + " or newer is needed");
            }
            String encoding = show(handle, "server_encoding");
            if (!encoding.equals("UTF8")) {
                throw new StorageUnavailable("the database is encoded in " + encoding + ": it must be in UTF8");
            }
            if (show(handle, "fsync").equals("off")) {
                LOG.warn("fsync is off in this PostgreSQL: what nodes acknowledge does not survive a crash of its machine");
            }
            return handle.createQuery("SELECT current_schema()").mapTo(String.class).findOne().orElseThrow(
                    () -> new StorageUnavailable("no schema on the search_path of the database exists"));
        });
    }

    private static String show(Handle handle, String parameter) {
        return handle.createQuery("SELECT current_setting(:name, true)").bind("name", parameter).mapTo(String.class).findOne().orElse("");
    }

    private static Secrets prepare(Connections connections, StorageSettings settings) {
        try {
            return connections.write(handle -> {
                NodeState.initialise(handle, settings.random().octets(Transactions.INSTANCE_OCTETS));
                Wrapping.settle(handle, settings.secrets());
                Secret challenges = ChallengeSecret.settle(handle, settings.secrets(), settings.random());
                handle.commit();
                return new Secrets(settings.secrets(), challenges);
            });
        } catch (RuntimeException failure) {
            throw Failures.translate(failure);
        }
    }
}
