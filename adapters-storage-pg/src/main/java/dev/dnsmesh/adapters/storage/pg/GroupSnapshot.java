package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Prerequisite;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.StoreSnapshot;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Everything that the batches of a group ask for, read in three statements under the lock. What a batch changes is noted
 * here, so that the next one sees it, and written when all are judged.
 */
final class GroupSnapshot implements StoreSnapshot {
    private final Map<OwnerName, Map<TxtValue, StoredRecord>> rows = new HashMap<>();
    private final Map<OwnerName, Map<Octets, Tombstone>> tombstones = new HashMap<>();
    private final Map<ReplayId, ReplayRows.Row> replays = new HashMap<>();
    private final Map<TsigKeyName, TsigKey> keys;
    private final WriteView view;

    private final boolean keepsTombstones;

    private GroupSnapshot(WriteView view, Map<TsigKeyName, TsigKey> keys, boolean keepsTombstones) {
        this.keepsTombstones = keepsTombstones;
        this.view = view;
        this.keys = keys;
    }

    static GroupSnapshot read(WriteView view, List<UpdateBatch> batches, TsigKeyRows keyRows, boolean keepsTombstones) {
        Set<OwnerName> owners = new LinkedHashSet<>();
        Set<ReplayId> ids = new LinkedHashSet<>();
        Set<TsigKeyName> signers = new LinkedHashSet<>();
        for (UpdateBatch batch : batches) {
            batch.changes().forEach(change -> owners.add(change.owner()));
            batch.replicas().forEach(replica -> owners.add(replica.owner()));
            batch.deletions().forEach(deletion -> owners.add(deletion.owner()));
            batch.prerequisites().forEach(prerequisite -> owner(prerequisite).ifPresent(owners::add));
            batch.replay().map(ReplayEntry::id).ifPresent(ids::add);
            batch.key().map(TsigKey::name).ifPresent(signers::add);
        }
        Handle handle = view.handle();
        List<TsigKey> keys = signers.isEmpty() ? List.of() : keyRows.named(handle, signers);
        GroupSnapshot snapshot = new GroupSnapshot(view, keys.stream().collect(Collectors.toMap(TsigKey::name, Function.identity())), keepsTombstones);
        owners.forEach(owner -> snapshot.rows.put(owner, new LinkedHashMap<>()));
        if (!owners.isEmpty()) {
            RecordRows.at(handle, owners).forEach(snapshot::put);
            if (keepsTombstones) {
                TombstoneRows.at(handle, owners).forEach(snapshot::put);
            }
        }
        if (!ids.isEmpty()) {
            ReplayRows.find(handle, ids).forEach(snapshot::put);
        }
        return snapshot;
    }

    private static Optional<OwnerName> owner(Prerequisite prerequisite) {
        return switch (prerequisite) {
            case Prerequisite.NameInUse(var name) -> Optional.of(name);
            case Prerequisite.NameNotInUse(var name) -> Optional.of(name);
            case Prerequisite.RrsetExists(var name) -> Optional.of(name);
            case Prerequisite.RrsetAbsent(var name) -> Optional.of(name);
            case Prerequisite.RrsetEquals(var name, var _) -> Optional.of(name);
            case Prerequisite.Unmet _ -> Optional.empty();
        };
    }

    void put(StoredRecord row) {
        rows.get(row.owner()).put(row.value(), row);
    }

    void remove(StoredRecord row) {
        rows.get(row.owner()).remove(row.value());
    }

    Optional<StoredRecord> row(RowKey key) {
        return Optional.ofNullable(rows.get(key.owner()).get(key.value()));
    }

    void put(Tombstone tombstone) {
        tombstones.computeIfAbsent(tombstone.owner(), name -> new HashMap<>()).put(tombstone.hash(), tombstone);
    }

    void remove(Tombstone tombstone) {
        Map<Octets, Tombstone> at = tombstones.get(tombstone.owner());
        if (at != null) {
            at.remove(tombstone.hash());
        }
    }

    Optional<Tombstone> tombstone(TombstoneRows.Key key) {
        return Optional.ofNullable(tombstones.getOrDefault(key.owner(), Map.of()).get(key.hash()));
    }

    @Override
    public boolean keepsTombstones() {
        return keepsTombstones;
    }

    @Override
    public List<Tombstone> tombstonesAt(OwnerName owner) {
        return List.copyOf(tombstones.getOrDefault(owner, Map.of()).values());
    }

    /** @return whether there was none of that id, spent or not */
    boolean put(ReplayRows.Row row) {
        return replays.put(row.id(), row) == null;
    }

    @Override
    public List<StoredRecord> rowsAt(OwnerName owner) {
        return List.copyOf(rows.get(owner).values());
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return Optional.ofNullable(replays.get(id)).filter(row -> row.keepUntil() > now.toEpochMilli())
                .map(ReplayRows.Row::answer);
    }

    @Override
    public long replayEntries() {
        return view.state().replays();
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return Optional.ofNullable(keys.get(name));
    }
}
