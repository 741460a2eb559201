package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.transfer.TransferRow.OfReplay;
import dev.dnsmesh.domain.update.BatchPlan;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.RowChange;
import dev.dnsmesh.domain.update.StoreSnapshot;
import dev.dnsmesh.domain.update.TombstoneChange;
import dev.dnsmesh.domain.update.Watermark;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The data of an {@link InMemoryStorage}. Everything but {@link #locked} is called while locked. */
final class InMemoryTables implements StoreSnapshot {
    private static final int INSTANCE_OCTETS = 16;

    final Map<TsigKeyName, TsigKey> keys = new TreeMap<>();
    final Map<String, Watermark> watermarks = new TreeMap<>();
    private final NavigableMap<NameKey, Map<TxtValue, StoredRecord>> records = new TreeMap<>();
    private final Map<OwnerName, Map<Octets, Tombstone>> tombstones = new HashMap<>();
    private final Map<ReplayId, OfReplay> replays = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final TimeSource time;
    private final RandomSource random;
    private Octets instance;
    private Stamp last = Stamp.NONE;
    private Optional<Octets> note = Optional.empty();
    private boolean closed;

    InMemoryTables(TimeSource time, RandomSource random) {
        this.time = time;
        this.random = random;
        instance = random.octets(INSTANCE_OCTETS);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StorageUnavailable("the storage is closed");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is going on. */
    void close() {
        lock.lock();
        closed = true;
        lock.unlock();
    }

    /** The stamp for a transaction that starts now; rebases first where that is due. */
    Stamp nextStamp() {
        long now = time.now().toEpochMilli();
        if (last.needsRebase(now)) {
            rebase(Stamp.rebased(now));
        }
        return last.next(now);
    }

    private void rebase(Stamp to) {
        records.values().forEach(rrset -> rrset.replaceAll((value, row) -> row.rebased(to)));
        tombstones.values().forEach(at -> at.replaceAll((hash, tombstone) -> tombstone.rebased(to)));
        instance = random.octets(INSTANCE_OCTETS);
        last = to;
    }

    void write(BatchPlan.Accepted plan) {
        if (plan.isEmpty()) {
            return;
        }
        plan.rows().forEach(this::write);
        plan.tombstones().forEach(this::write);
        plan.replay().ifPresent(entry -> put(new OfReplay(entry, Rcode.NOERROR)));
        plan.watermarks().forEach(mark -> watermarks.put(mark.peer(), mark));
        last = plan.stamp();
    }

    private void write(RowChange change) {
        switch (change) {
            case RowChange.Insert(var row) -> put(row);
            case RowChange.Replace(var before, var after) -> put(after);
            case RowChange.Delete(var row) -> remove(row);
        }
    }

    private void write(TombstoneChange change) {
        switch (change) {
            case TombstoneChange.Put(var before, var after) -> put(after);
            case TombstoneChange.Remove(var tombstone) -> tombstones.get(tombstone.owner()).remove(tombstone.hash());
        }
    }

    void put(Tombstone tombstone) {
        tombstones.computeIfAbsent(tombstone.owner(), k -> new HashMap<>()).put(tombstone.hash(), tombstone);
    }

    void put(StoredRecord row) {
        records.computeIfAbsent(NameKey.of(row.owner()), k -> new HashMap<>()).put(row.value(), row);
    }

    private void remove(StoredRecord row) {
        NameKey name = NameKey.of(row.owner());
        records.get(name).remove(row.value());
        if (records.get(name).isEmpty()) {
            records.remove(name);
        }
    }

    int sweep(Instant now, int limit) {
        List<StoredRecord> expired = rows().filter(row -> !row.isLiveAt(now)).limit(limit).toList();
        expired.forEach(this::remove);
        int swept = expired.size();
        for (Tombstone spent : allTombstones().filter(tombstone -> !tombstone.isKeptAt(now)).limit(limit - swept).toList()) {
            tombstones.get(spent.owner()).remove(spent.hash());
            swept++;
        }
        for (Iterator<OfReplay> each = replays.values().iterator(); swept < limit && each.hasNext(); ) {
            if (!each.next().row().keepUntil().isAfter(now)) {
                each.remove();
                swept++;
            }
        }
        return swept;
    }

    @Override
    public List<StoredRecord> rowsAt(OwnerName owner) {
        return rowsAt(NameKey.of(owner));
    }

    @Override
    public boolean keepsTombstones() {
        return true;
    }

    @Override
    public List<Tombstone> tombstonesAt(OwnerName owner) {
        return List.copyOf(tombstones.getOrDefault(owner, Map.of()).values());
    }

    Stream<Tombstone> allTombstones() {
        return tombstones.values().stream().flatMap(at -> at.values().stream());
    }

    List<StoredRecord> rowsAt(NameKey name) {
        return List.copyOf(records.getOrDefault(name, Map.of()).values());
    }

    boolean anyLiveBelow(NameKey name, Instant now) {
        for (Map.Entry<NameKey, Map<TxtValue, StoredRecord>> below : records.tailMap(name, false).entrySet()) {
            if (!below.getKey().isWithin(name)) {
                return false;
            }
            if (below.getValue().values().stream().anyMatch(row -> row.isLiveAt(now))) {
                return true;
            }
        }
        return false;
    }

    Stream<StoredRecord> rows() {
        return records.values().stream().flatMap(rrset -> rrset.values().stream());
    }

    Set<NameKey> names() {
        return records.keySet();
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return Optional.ofNullable(replays.get(id)).filter(kept -> kept.row().keepUntil().isAfter(now)).map(OfReplay::answer);
    }

    @Override
    public long replayEntries() {
        return replays.size();
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return Optional.ofNullable(keys.get(name));
    }

    void put(OfReplay replay) {
        replays.put(replay.row().id(), replay);
    }

    List<OfReplay> replayRows() {
        return List.copyOf(replays.values());
    }

    void adopt(Octets history, Stamp stamp) {
        instance = history;
        last = stamp;
    }

    Optional<Octets> note() {
        return note;
    }

    void note(Optional<Octets> replacement) {
        note = replacement;
    }

    Stamp lastStamp() {
        return last;
    }

    Octets instance() {
        return instance;
    }
}
