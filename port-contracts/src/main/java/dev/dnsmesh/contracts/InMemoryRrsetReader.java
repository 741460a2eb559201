package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Always has the answer at hand. */
final class InMemoryRrsetReader implements RrsetReader {
    private final InMemoryTables tables;

    InMemoryRrsetReader(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Found tryRead(NameKey name, long nowSeconds, Visitor visitor) {
        return read(name, nowSeconds, visitor);
    }

    @Override
    public Found read(NameKey name, long nowSeconds, Visitor visitor) {
        Instant now = Instant.ofEpochSecond(nowSeconds);
        return tables.locked(() -> {
            List<StoredRecord> live = tables.rowsAt(name).stream().filter(row -> row.isLiveAt(now))
                    .sorted(Comparator.comparing(StoredRecord::storedAt)).toList();
            for (StoredRecord row : live) {
                visitor.value(row.value().octets().asBuffer(), row.remainingAt(now));
            }
            if (!live.isEmpty()) {
                return Found.VALUES;
            }
            return tables.anyLiveBelow(name, now) ? Found.ONLY_BELOW : Found.NOTHING;
        });
    }

    @Override
    public void close() {
        // holds nothing
    }
}
