package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of lists and maps that takes plans over. */
final class MapSnapshot implements StoreSnapshot {
    final List<StoredRecord> rows = new ArrayList<>();
    final Map<ReplayId, ReplayEntry> replays = new HashMap<>();
    final Map<TsigKeyName, TsigKey> keys = new HashMap<>();
    private Stamp last = new Stamp(1000);

    /** Plans and, where accepted, writes. */
    Commit commit(UpdateBatch batch) {
        last = new Stamp(last.millis() + 1);
        BatchPlan plan = BatchPlanner.plan(batch, this, last);
        return switch (plan) {
            case BatchPlan.Refused(var outcome) -> outcome;
            case BatchPlan.Accepted accepted -> {
                accepted.rows().forEach(this::write);
                accepted.replay().ifPresent(entry -> replays.put(entry.id(), entry));
                yield accepted.done();
            }
        };
    }

    private void write(RowChange change) {
        switch (change) {
            case RowChange.Insert(var row) -> rows.add(row);
            case RowChange.Replace(var before, var after) -> rows.set(rows.indexOf(before), after);
            case RowChange.Delete(var row) -> rows.remove(row);
        }
    }

    List<String> textsAt(OwnerName owner, Instant now) {
        return rowsAt(owner).stream().filter(row -> row.isLiveAt(now)).sorted(StoredRecord.BY_STAMP)
                .map(row -> row.value().text().orElseThrow()).toList();
    }

    @Override
    public List<StoredRecord> rowsAt(OwnerName owner) {
        return rows.stream().filter(row -> row.owner().equals(owner)).toList();
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return Optional.ofNullable(replays.get(id)).filter(e -> e.keepUntil().isAfter(now)).map(e -> Rcode.NOERROR);
    }

    @Override
    public long replayEntries() {
        return replays.size();
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return Optional.ofNullable(keys.get(name));
    }
}
