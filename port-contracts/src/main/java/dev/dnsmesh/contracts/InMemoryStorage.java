package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.spi.Storage;

/** A storage that lives as long as the process. Passes every storage contract but for durability. */
public final class InMemoryStorage implements Storage {
    private final InMemoryTables tables;
    private final RecordStore records;

    public InMemoryStorage(TimeSource time, RandomSource random) {
        tables = new InMemoryTables(time, random);
        records = new InMemoryRecordStore(tables);
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public void close() {
        tables.close();
    }
}
