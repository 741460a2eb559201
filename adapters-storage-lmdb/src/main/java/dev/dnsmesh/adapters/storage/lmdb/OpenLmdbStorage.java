package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stores of one environment. */
final class OpenLmdbStorage implements Storage {
    private final LmdbEnvironment environment;
    private final RecordStore records;
    private final TsigKeyStore tsigKeys;
    private final TokenStore tokens;
    private final OwnershipRegistry ownership;
    private final LmdbAuditLog audit;
    private final WatermarkStore watermarks;
    private final RowTransfer transfer;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenLmdbStorage(LmdbEnvironment environment, SecretWrap wrap, boolean tombstones) {
        this.environment = environment;
        TsigKeyRows keys = new TsigKeyRows(wrap);
        records = new LmdbRecordStore(environment, keys, tombstones);
        tsigKeys = new LmdbTsigKeyStore(environment, keys);
        tokens = new LmdbTokenStore(environment, keys);
        ownership = new LmdbOwnershipRegistry(environment, keys);
        audit = new LmdbAuditLog(environment);
        watermarks = new LmdbWatermarkStore(environment);
        transfer = new LmdbRowTransfer(environment, keys, audit);
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
    public Optional<RowTransfer> transfer() {
        return Optional.of(transfer);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                audit.close();
            } finally {
                environment.close();
            }
        }
    }
}
