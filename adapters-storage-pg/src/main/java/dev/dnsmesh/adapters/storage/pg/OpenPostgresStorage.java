package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stores of one database. */
final class OpenPostgresStorage implements Storage {
    private final Connections connections;
    private final Writer writer;
    private final Listener listener;
    private final RecordStore records;
    private final TsigKeyStore tsigKeys;
    private final TokenStore tokens;
    private final OwnershipRegistry ownership;
    private final PostgresAuditLog audit;
    private final WatermarkStore watermarks;
    private final ChallengeStore challenges;
    private final RowTransfer transfer;
    private final PostgresVolumeExchange volumes;
    private final Optional<Connection> alone;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param alone keeps everybody else out, for a copy; empty for a node */
    OpenPostgresStorage(Connections connections, PostgresSettings postgres, String schema,
                        PostgresStorageAdapter.Secrets secrets, StorageSettings settings, boolean trustsClock,
                        Optional<Connection> alone) {
        this.connections = connections;
        this.alone = alone;
        Notices notices = new Notices(schema, settings.random());
        RrsetCache cache = new RrsetCache(postgres.cacheOctets(), postgres.maxStale(), settings.time(), settings.meter());
        RrsetLoader loader = new RrsetLoader(connections, cache, settings.meter());
        TsigKeyRows keys = new TsigKeyRows(secrets.wrap());
        Transactions transactions = new Transactions(connections, keys, notices, cache::changed, settings.time(),
                settings.random(), settings.meter(), trustsClock, settings.tombstones());
        settings.meter().gauge("dmp_sync_clock_lead_ms", transactions::leadMillis);
        writer = new Writer(transactions, postgres.timeout());
        records = new PostgresRecordStore(connections, writer, () -> new PostgresRrsetReader(cache, loader, closed::get));
        tsigKeys = new PostgresTsigKeyStore(connections, writer, keys);
        tokens = new PostgresTokenStore(connections, writer, keys);
        ownership = new PostgresOwnershipRegistry(connections, writer, keys);
        audit = new PostgresAuditLog(connections);
        watermarks = new PostgresWatermarkStore(connections, writer);
        challenges = new PostgresChallengeStore(connections, secrets.challenges());
        transfer = new PostgresRowTransfer(connections, writer, keys, audit, cache::changed);
        volumes = new PostgresVolumeExchange(notices);
        listener = new Listener(postgres, notices, volumes, cache, connections, settings.time(),
                alone.isPresent() ? Optional.empty() : Optional.of(Presence.of(schema)));
        listener.awaitFirst();
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public TsigKeyStore tsigKeys() {
        return tsigKeys;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public OwnershipRegistry ownership() {
        return ownership;
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public WatermarkStore watermarks() {
        return watermarks;
    }

    @Override
    public Optional<ChallengeStore> challenges() {
        return Optional.of(challenges);
    }

    @Override
    public VolumeExchange volumes() {
        return volumes;
    }

    @Override
    public Optional<RowTransfer> transfer() {
        return Optional.of(transfer);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                audit.close();
                writer.close();
            } finally {
                listener.close();
                connections.close();
                alone.ifPresent(OpenPostgresStorage::leave);
            }
        }
    }

    static void leave(Connection alone) {
        try {
            alone.close();
        } catch (SQLException failure) {
            throw new StorageUnavailable("PostgreSQL: " + failure.getMessage(), failure);
        }
    }
}
