package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.spi.AccessStores;
import dev.dnsmesh.application.spi.Storage;

/** The stores of one opening. They share tables, because an UPDATE reads a key and a mint writes the audit. */
record MemoryStorage(Tables tables, RecordStore records, TsigKeyStore tsigKeys, TokenStore tokens, OwnershipRegistry ownership,
                     AuditLog audit, WatermarkStore watermarks) implements Storage {
    static Storage of(Tables tables) {
        return new MemoryStorage(tables, new MemoryRecordStore(tables), AccessStores.tsigKeys(tables), AccessStores.tokens(tables),
                AccessStores.ownership(tables), new MemoryAuditLog(tables), new MemoryWatermarkStore(tables));
    }

    @Override
    public void close() {
        tables.close();
    }
}
