package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Answers queries. The lock is held for moments only, so the answer is always at hand. */
record MemoryRrsetReader(Tables tables) implements RrsetReader {
    @Override
    public Found tryRead(NameKey name, long nowSeconds, Visitor visitor) {
        return read(name, nowSeconds, visitor);
    }

    @Override
    public Found read(NameKey name, long nowSeconds, Visitor visitor) {
        Instant now = Instant.ofEpochSecond(nowSeconds);
        return tables.locked(() -> {
            List<StoredRecord> live = live(tables.records.getOrDefault(name, Map.of()), now);
            live.forEach(row -> visitor.value(row.value().octets().asBuffer(), row.remainingAt(now)));
            if (!live.isEmpty()) {
                return Found.VALUES;
            }
            return anyBelow(name, now) ? Found.ONLY_BELOW : Found.NOTHING;
        });
    }

    private boolean anyBelow(NameKey name, Instant now) {
        return tables.records.tailMap(name, false).entrySet().stream().takeWhile(below -> below.getKey().isWithin(name))
                .anyMatch(below -> !live(below.getValue(), now).isEmpty());
    }

    private static List<StoredRecord> live(Map<?, StoredRecord> rrset, Instant now) {
        return rrset.values().stream().filter(row -> row.isLiveAt(now)).toList();
    }
}
