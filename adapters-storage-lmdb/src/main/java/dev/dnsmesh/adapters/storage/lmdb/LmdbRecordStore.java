package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.StorageUnavailable;
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
import dev.dnsmesh.domain.update.RowChange;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The record store in LMDB. */
final class LmdbRecordStore implements RecordStore {
    /** Rows that one sweeping transaction deletes, so that writers behind it wait a few milliseconds at most. */
    private static final int SWEPT_AT_ONCE = 500;

    private final LmdbEnvironment environment;
    private final TsigKeyRows keys;
    private final boolean tombstones;

    /** @param tombstones whether deletions leave any */
    LmdbRecordStore(LmdbEnvironment environment, TsigKeyRows keys, boolean tombstones) {
        this.tombstones = tombstones;
        this.environment = environment;
        this.keys = keys;
    }

    @Override
    public Commit commit(UpdateBatch batch) {
        return environment.write(view -> switch (BatchPlanner.plan(batch, new WriteSnapshot(view, keys, tombstones), view.stamp())) {
            case BatchPlan.Refused(var outcome) -> outcome;
            case BatchPlan.Accepted accepted -> {
                write(view, accepted);
                yield accepted.done();
            }
        });
    }

    private static void write(WriteView view, BatchPlan.Accepted plan) {
        if (plan.isEmpty()) {
            return;
        }
        if (plan.rows().stream().anyMatch(change -> !(change instanceof RowChange.Delete))) {
            view.demandRoom();
        }
        view.useStamp();
        plan.rows().forEach(change -> RecordRows.apply(view, change));
        plan.tombstones().forEach(change -> TombstoneRows.apply(view, change));
        plan.replay().ifPresent(entry -> ReplayRows.put(view, entry, Rcode.NOERROR));
        plan.watermarks().forEach(mark -> WatermarkRows.put(view, mark));
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return environment.read(view -> ReplayRows.find(view, id, now));
    }

    @Override
    public List<StoredRecord> liveAt(OwnerName owner, Instant now) {
        return environment.read(view -> liveAt(view, owner, now));
    }

    private static List<StoredRecord> liveAt(ReadView view, OwnerName owner, Instant now) {
        return view.rowsAt(owner).stream().filter(row -> row.isLiveAt(now)).sorted(StoredRecord.BY_STAMP).toList();
    }

    @Override
    public List<StoredRecord> page(Optional<Position> after, int limit, Instant now) {
        return page(after, limit, (view, key) -> rowOf(view, key).filter(row -> row.isLiveAt(now)));
    }

    @Override
    public List<Entry> pageWithDeletions(Optional<Position> after, int limit, Instant now) {
        return page(after, limit, (view, key) -> rowOf(view, key).filter(row -> row.isLiveAt(now)).<Entry>map(Entry.Live::new)
                .or(() -> tombstoneOf(view, key).filter(tombstone -> tombstone.isKeptAt(now)).map(Entry.Deleted::new)));
    }

    @Override
    public List<Tombstone> tombstonesAt(OwnerName owner) {
        return environment.read(view -> TombstoneRows.at(view, owner));
    }

    @Override
    public long tombstones() {
        return environment.read(TombstoneRows::count);
    }

    private <T> List<T> page(Optional<Position> after, int limit, BiFunction<ReadView, ByteBuffer, Optional<T>> entry) {
        Position from = after.orElse(new Position(Stamp.NONE, "", ""));
        return environment.read(view -> {
            List<T> page = new ArrayList<>();
            ByteBuffer seek = ByteBuffer.allocate(Scratch.MAX_KEY);
            RecordLayout.putPosition(seek, from);
            seek.flip();
            view.scan(view.tables.byStamp, key -> key.put(seek.duplicate()), (key, nothing) -> {
                if (page.size() == limit) {
                    return false;
                }
                if (!key.equals(seek)) {
                    entry.apply(view, key).ifPresent(page::add);
                }
                return true;
            });
            return List.copyOf(page);
        });
    }

    private static Optional<StoredRecord> rowOf(ReadView view, ByteBuffer stampKey) {
        OwnerName owner = RecordLayout.ownerOfStampKey(stampKey);
        ByteBuffer hash = stampKey.slice(stampKey.limit() - RecordLayout.HASH, RecordLayout.HASH);
        return view.find(view.tables.records, key -> {
            RecordLayout.putValuesOf(key, NameKey.of(owner));
            key.put(hash);
        }).map(row -> RecordLayout.row(owner, row));
    }

    private static Optional<Tombstone> tombstoneOf(ReadView view, ByteBuffer stampKey) {
        return TombstoneRows.find(view, RecordLayout.ownerOfStampKey(stampKey),
                Octets.of(stampKey.slice(stampKey.limit() - RecordLayout.HASH, RecordLayout.HASH)));
    }

    @Override
    public List<StoredRecord> within(Optional<OwnerName> ancestor, Optional<OwnerName> after, int limit, Instant now) {
        NameKey top = ancestor.map(NameKey::of).orElseGet(NameKey::new);
        NameKey last = after.map(NameKey::of).orElseGet(NameKey::new);
        Consumer<ByteBuffer> start = after.isPresent() && last.compareTo(top) >= 0
                ? key -> RecordLayout.putBelow(key, last)
                : key -> RecordLayout.putValuesOf(key, top);
        return environment.read(view -> {
            List<StoredRecord> found = new ArrayList<>();
            List<StoredRecord> rrset = new ArrayList<>();
            view.scan(view.tables.records, start, (key, row) -> {
                if (!top.isPrefixOf(key)) {
                    return false;
                }
                OwnerName owner = RecordLayout.owner(key);
                if (!rrset.isEmpty() && !rrset.getFirst().owner().equals(owner)) {
                    moveLive(rrset, found, now);
                }
                rrset.add(RecordLayout.row(owner, row));
                return found.size() < limit;
            });
            if (found.size() < limit) {
                moveLive(rrset, found, now);
            }
            return List.copyOf(found);
        });
    }

    private static void moveLive(List<StoredRecord> rrset, List<StoredRecord> found, Instant now) {
        rrset.stream().filter(row -> row.isLiveAt(now)).sorted(StoredRecord.BY_STAMP).forEach(found::add);
        rrset.clear();
    }

    @Override
    public long count() {
        return environment.read(view -> view.entries(view.tables.records));
    }

    @Override
    public long claims() {
        return environment.read(MetaTable::claims);
    }

    @Override
    public int sweep(Instant now, int limit) {
        environment.forgetDeadReaders();
        int swept = 0;
        int atOnce = SWEPT_AT_ONCE;
        boolean more = true;
        while (more && swept < limit) {
            int most = Math.min(atOnce, limit - swept);
            try {
                int gone = sweepOnce(now, most);
                swept += gone;
                more = gone == most;
            } catch (StorageUnavailable tight) {
                // on a full disk there may be pages to delete a few rows with, and then more
                if (atOnce == 1) {
                    throw tight;
                }
                atOnce = Math.max(1, atOnce / 8);
            }
        }
        return swept;
    }

    private int sweepOnce(Instant now, int most) {
        return environment.write(view -> {
            int rows = RecordRows.sweep(view, now.getEpochSecond(), most);
            return rows + ReplayRows.sweep(view, now, most - rows);
        });
    }

    @Override
    public Stamp lastStamp() {
        return environment.read(MetaTable::lastStamp);
    }

    @Override
    public Octets instance() {
        return environment.read(MetaTable::instance);
    }

    @Override
    public RrsetReader reader() {
        return environment.reader();
    }
}
