package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.CountRecords;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.util.OptionalLong;

/** Counts what the record store holds. */
public final class CountRecordsUseCase implements CountRecords {
    private final RecordStore records;

    public CountRecordsUseCase(RecordStore records) {
        this.records = records;
    }

    @Override
    public OptionalLong count() {
        try {
            return OptionalLong.of(records.count());
        } catch (StorageUnavailable later) {
            return OptionalLong.empty();
        }
    }
}
