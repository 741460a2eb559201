package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.domain.update.Watermark;
import java.util.List;
import java.util.Optional;

/** The stores of one opening. They share tables, because an UPDATE reads a key and a mint writes the audit. */
final class MemoryStorage implements Storage {
    private final Tables tables;

    MemoryStorage(Tables tables) {
        this.tables = tables;
    }

    @Override
    public RecordStore records() {
        return new MemoryRecordStore(tables);
    }

    @Override
    public TsigKeyStore tsigKeys() {
        return new MemoryTsigKeyStore(tables);
    }

    @Override
    public TokenStore tokens() {
        return new MemoryTokenStore(tables);
    }

    @Override
    public OwnershipRegistry ownership() {
        return new MemoryOwnershipRegistry(tables);
    }

    @Override
    public AuditLog audit() {
        return new MemoryAuditLog(tables);
    }

    @Override
    public WatermarkStore watermarks() {
        return new WatermarkStore() {
            @Override
            public Optional<Watermark> find(String peer) {
                return tables.locked(() -> Optional.ofNullable(tables.watermarks.get(peer)));
            }

            @Override
            public List<Watermark> list() {
                return tables.locked(() -> List.copyOf(tables.watermarks.values()));
            }

            @Override
            public boolean forget(String peer) {
                return tables.locked(() -> tables.watermarks.remove(peer) != null);
            }
        };
    }

    @Override
    public void close() {
        tables.close();
    }
}
