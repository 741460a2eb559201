package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.spi.Storage;

/** The stores of one environment. */
final class OpenLmdbStorage implements Storage {
    private final LmdbEnvironment environment;
    private final RecordStore records;

    OpenLmdbStorage(LmdbEnvironment environment) {
        this.environment = environment;
        records = new LmdbRecordStore(environment);
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public void close() {
        environment.close();
    }
}
