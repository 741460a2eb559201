package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.spi.AccessStores;
import dev.dnsmesh.application.spi.Storage;
import java.util.Optional;

/** A storage that lives as long as the process. Passes every storage contract but for durability. */
public final class InMemoryStorage implements Storage {
    private final InMemoryTables tables;
    private final RecordStore records;
    private final InMemoryAccess access;
    private final WatermarkStore watermarks;
    private final RowTransfer transfer;

    public InMemoryStorage(TimeSource time, RandomSource random) {
        tables = new InMemoryTables(time, random);
        records = new InMemoryRecordStore(tables);
        access = new InMemoryAccess(tables);
        watermarks = new InMemoryWatermarkStore(tables);
        transfer = new InMemoryRowTransfer(tables, access);
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public TsigKeyStore tsigKeys() {
        return AccessStores.tsigKeys(access);
    }

    @Override
    public TokenStore tokens() {
        return AccessStores.tokens(access);
    }

    @Override
    public OwnershipRegistry ownership() {
        return AccessStores.ownership(access);
    }

    @Override
    public AuditLog audit() {
        return access.audit();
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
        tables.close();
    }
}
