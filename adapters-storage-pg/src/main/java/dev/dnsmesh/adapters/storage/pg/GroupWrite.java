package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.BatchPlan;
import dev.dnsmesh.domain.update.BatchPlanner;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.RowChange;
import dev.dnsmesh.domain.update.TombstoneChange;
import dev.dnsmesh.domain.update.UpdateBatch;
import dev.dnsmesh.domain.update.Watermark;
import dev.dnsmesh.domain.rrset.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Judges the batches of a group one after the other and writes what all of them leave, once for each row. */
final class GroupWrite {
    private final WriteView view;
    private final GroupSnapshot snapshot;
    private final Stamp stamp;
    private final Set<RowKey> rows = new LinkedHashSet<>();
    private final Set<TombstoneRows.Key> tombstones = new LinkedHashSet<>();
    private final List<ReplayRows.Row> replays = new ArrayList<>();
    private final Map<String, Watermark> watermarks = new LinkedHashMap<>();
    private final ChangedNames names = new ChangedNames();

    GroupWrite(WriteView view, GroupSnapshot snapshot, Stamp stamp) {
        this.view = view;
        this.snapshot = snapshot;
        this.stamp = stamp;
    }

    Commit judge(UpdateBatch batch) {
        return switch (BatchPlanner.plan(batch, snapshot, stamp)) {
            case BatchPlan.Refused(var outcome) -> outcome;
            case BatchPlan.Accepted accepted -> {
                note(accepted);
                yield accepted.done();
            }
        };
    }

    private void note(BatchPlan.Accepted plan) {
        if (plan.isEmpty()) {
            return;
        }
        view.stamp(stamp);
        plan.rows().forEach(this::note);
        plan.tombstones().forEach(this::note);
        plan.replay().ifPresent(this::note);
        plan.watermarks().forEach(mark -> watermarks.put(mark.peer(), mark));
    }

    private void note(RowChange change) {
        switch (change) {
            case RowChange.Insert(var row) -> {
                put(row);
                count(row, 1);
                names.added(row.owner());
            }
            case RowChange.Replace(var before, var after) -> {
                put(after);
                if (after.expiresAt().isBefore(before.expiresAt())) {
                    names.removed(after.owner());
                } else {
                    names.added(after.owner());
                }
            }
            case RowChange.Delete(var row) -> {
                rows.add(RowKey.of(row));
                snapshot.remove(row);
                count(row, -1);
                names.removed(row.owner());
            }
        }
    }

    private void note(TombstoneChange change) {
        switch (change) {
            case TombstoneChange.Put(var _, var after) -> {
                tombstones.add(TombstoneRows.Key.of(after));
                snapshot.put(after);
            }
            case TombstoneChange.Remove(var tombstone) -> {
                tombstones.add(TombstoneRows.Key.of(tombstone));
                snapshot.remove(tombstone);
            }
        }
    }

    private void put(StoredRecord row) {
        rows.add(RowKey.of(row));
        snapshot.put(row);
    }

    private void count(StoredRecord row, int by) {
        view.count(by, row.owner().isOfClaim() ? by : 0, 0);
    }

    private void note(ReplayEntry entry) {
        ReplayRows.Row row = new ReplayRows.Row(entry.id(), entry.keepUntil().toEpochMilli(), Rcode.NOERROR);
        replays.add(row);
        // a spent entry of the same id may not have been swept
        view.count(0, 0, snapshot.put(row) ? 1 : 0);
    }

    /** Empty where every batch was refused or changed nothing. */
    boolean isEmpty() {
        return rows.isEmpty() && tombstones.isEmpty() && replays.isEmpty() && watermarks.isEmpty();
    }

    ChangedNames names() {
        return names;
    }

    void write() {
        Handle handle = view.handle();
        List<StoredRecord> standing = new ArrayList<>();
        List<RowKey> gone = new ArrayList<>();
        for (RowKey key : rows) {
            snapshot.row(key).ifPresentOrElse(standing::add, () -> gone.add(key));
        }
        if (!gone.isEmpty()) {
            RecordRows.delete(handle, gone);
        }
        if (!standing.isEmpty()) {
            RecordRows.put(handle, standing);
        }
        List<Tombstone> kept = new ArrayList<>();
        List<TombstoneRows.Key> forgotten = new ArrayList<>();
        for (TombstoneRows.Key key : tombstones) {
            snapshot.tombstone(key).ifPresentOrElse(kept::add, () -> forgotten.add(key));
        }
        if (!forgotten.isEmpty()) {
            TombstoneRows.delete(handle, forgotten);
        }
        if (!kept.isEmpty()) {
            TombstoneRows.put(handle, kept);
        }
        if (!replays.isEmpty()) {
            ReplayRows.put(handle, replays);
        }
        if (!watermarks.isEmpty()) {
            WatermarkRows.put(handle, watermarks.values());
        }
    }
}
