package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.update.BatchPlan;
import dev.dnsmesh.domain.update.BatchPlanner;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.RowChange;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records by name. */
record MemoryRecordStore(Tables tables) implements RecordStore {
    @Override
    public Commit commit(UpdateBatch batch) {
        return tables.locked(() -> switch (BatchPlanner.plan(batch, tables, tables.nextStamp())) {
            case BatchPlan.Refused(var outcome) -> outcome;
            case BatchPlan.Accepted plan -> {
                write(plan);
                yield plan.done();
            }
        });
    }

    /** All of it or nothing: what may fail comes first. */
    private void write(BatchPlan.Accepted plan) {
        if (plan.isEmpty()) {
            return;
        }
        tables.demandRoom(plan.rows().stream().filter(RowChange.Insert.class::isInstance).count());
        for (RowChange change : plan.rows()) {
            switch (change) {
                case RowChange.Insert(var row) -> tables.put(row);
                case RowChange.Replace(var before, var after) -> tables.put(after);
                case RowChange.Delete(var row) -> tables.remove(row);
            }
        }
        plan.replay().ifPresent(entry -> tables.replays.put(entry.id(), entry.keepUntil()));
        plan.watermarks().forEach(mark -> tables.watermarks.put(mark.peer(), mark));
        tables.stamped(plan.stamp());
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return tables.locked(() -> tables.replayed(id, now));
    }

    @Override
    public List<StoredRecord> liveAt(OwnerName owner, Instant now) {
        return tables.locked(() -> tables.rowsAt(owner).stream().filter(row -> row.isLiveAt(now)).sorted(StoredRecord.BY_STAMP).toList());
    }

    @Override
    public List<StoredRecord> page(Optional<Position> after, int limit, Instant now) {
        return tables.locked(() -> tables.rows().filter(row -> row.isLiveAt(now))
                .filter(row -> after.isEmpty() || Position.ORDER.compare(Position.of(row), after.get()) > 0)
                .sorted(StoredRecord.BY_STAMP).limit(limit).toList());
    }

    @Override
    public List<StoredRecord> within(Optional<OwnerName> ancestor, Optional<OwnerName> after, int limit, Instant now) {
        return tables.locked(() -> {
            List<StoredRecord> found = new ArrayList<>();
            for (NameKey name : tables.records.keySet()) {
                if (found.size() < limit && (ancestor.isEmpty() || name.isWithin(NameKey.of(ancestor.get())))
                        && (after.isEmpty() || name.compareTo(NameKey.of(after.get())) > 0)) {
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
        return tables.locked(() -> {
            List<StoredRecord> expired = tables.rows().filter(row -> !row.isLiveAt(now)).limit(limit).toList();
            expired.forEach(tables::remove);
            List<ReplayId> spent = tables.replays.entrySet().stream().filter(entry -> !entry.getValue().isAfter(now))
                    .limit(limit - expired.size()).map(Map.Entry::getKey).toList();
            spent.forEach(tables.replays::remove);
            return expired.size() + spent.size();
        });
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
        return new MemoryRrsetReader(tables);
    }
}
