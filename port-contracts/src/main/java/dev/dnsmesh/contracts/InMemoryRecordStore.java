package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.BatchPlan;
import dev.dnsmesh.domain.update.BatchPlanner;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The record store of {@link InMemoryStorage}. */
final class InMemoryRecordStore implements RecordStore {
    private final InMemoryTables tables;

    InMemoryRecordStore(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Commit commit(UpdateBatch batch) {
        return tables.locked(() -> {
            BatchPlan plan = BatchPlanner.plan(batch, tables, tables.nextStamp());
            return switch (plan) {
                case BatchPlan.Refused(var outcome) -> outcome;
                case BatchPlan.Accepted accepted -> {
                    tables.write(accepted);
                    yield accepted.done();
                }
            };
        });
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return tables.locked(() -> tables.replayed(id, now));
    }

    @Override
    public List<StoredRecord> liveAt(OwnerName owner, Instant now) {
        return tables.locked(() -> tables.rowsAt(owner).stream().filter(row -> row.isLiveAt(now))
                .sorted(StoredRecord.BY_STAMP).toList());
    }

    @Override
    public List<StoredRecord> page(Optional<Position> after, int limit, Instant now) {
        return tables.locked(() -> tables.rows().filter(row -> row.isLiveAt(now))
                .filter(row -> after.map(p -> Position.ORDER.compare(Position.of(row), p) > 0).orElse(true))
                .sorted(StoredRecord.BY_STAMP).limit(limit).toList());
    }

    @Override
    public List<Entry> pageWithDeletions(Optional<Position> after, int limit, Instant now) {
        return tables.locked(() -> Stream.concat(tables.rows().filter(row -> row.isLiveAt(now)).<Entry>map(Entry.Live::new),
                        tables.allTombstones().filter(tombstone -> tombstone.isKeptAt(now)).map(Entry.Deleted::new))
                .filter(entry -> after.map(p -> Position.ORDER.compare(entry.position(), p) > 0).orElse(true))
                .sorted(Comparator.comparing(Entry::position, Position.ORDER)).limit(limit).toList());
    }

    @Override
    public List<Tombstone> tombstonesAt(OwnerName owner) {
        return tables.locked(() -> tables.tombstonesAt(owner));
    }

    @Override
    public long tombstones() {
        return tables.locked(() -> tables.allTombstones().count());
    }

    @Override
    public List<StoredRecord> within(Optional<OwnerName> ancestor, Optional<OwnerName> after, int limit, Instant now) {
        return tables.locked(() -> {
            List<StoredRecord> found = new ArrayList<>();
            for (NameKey name : tables.names()) {
                if (found.size() >= limit) {
                    break;
                }
                if (ancestor.map(a -> name.isWithin(NameKey.of(a))).orElse(true)
                        && after.map(a -> name.compareTo(NameKey.of(a)) > 0).orElse(true)) {
                    found.addAll(liveAt(name.ownerName(), now));
                }
            }
            return List.copyOf(found);
        });
    }

    @Override
    public long count() {
        return tables.locked(() -> tables.rows().count());
    }

    @Override
    public long claims() {
        return tables.locked(() -> tables.rows().filter(row -> row.owner().isOfClaim()).count());
    }

    @Override
    public int sweep(Instant now, int limit) {
        return tables.locked(() -> tables.sweep(now, limit));
    }

    @Override
    public Stamp lastStamp() {
        return tables.locked(tables::lastStamp);
    }

    @Override
    public Octets instance() {
        return tables.locked(tables::instance);
    }

    @Override
    public RrsetReader reader() {
        return new InMemoryRrsetReader(tables);
    }
}
