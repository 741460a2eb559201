package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.ReadRecords;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RecordName;
import java.util.List;

/** Reads what is live. A value that is not text, which no writer of ours can store, is left out. */
public final class ReadRecordsUseCase implements ReadRecords {
    private final RecordStore records;
    private final TimeSource time;

    public ReadRecordsUseCase(RecordStore records, TimeSource time) {
        this.records = records;
        this.time = time;
    }

    @Override
    public List<String> read(String name) {
        return OwnerName.parse(RecordName.bare(name)).map(owner -> records.liveAt(owner, time.now())).orElse(List.of())
                .stream().flatMap(row -> row.value().text().stream()).toList();
    }
}
