package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.sync.Offering;
import dev.dnsmesh.domain.sync.RowKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides a batch (dns.md 10.3 step 9). Every store runs it inside the transaction that writes, so that all stores refuse
 * and change the same. In order, the first that fails decides: the replay lookup, the key's row, room for one more replay
 * entry, the prerequisites, the limits on the result.
 */
public final class BatchPlanner {
    private final UpdateBatch batch;
    private final StoreSnapshot store;
    private final Stamp stamp;
    private final Map<OwnerName, WorkingRrset> touched = new LinkedHashMap<>();
    private final Map<OwnerName, WorkingTombstones> deleted = new LinkedHashMap<>();

    private BatchPlanner(UpdateBatch batch, StoreSnapshot store, Stamp stamp) {
        this.batch = batch;
        this.store = store;
        this.stamp = stamp;
    }

    /**
     * Pure but for reading {@code store}.
     *
     * @param stamp of the transaction that is to write the plan
     */
    public static BatchPlan plan(UpdateBatch batch, StoreSnapshot store, Stamp stamp) {
        return new BatchPlanner(batch, store, stamp).plan();
    }

    private BatchPlan plan() {
        Optional<Commit> refusal = refusal();
        if (refusal.isPresent()) {
            return new BatchPlan.Refused(refusal.get());
        }
        List<RowChange> rows = new ArrayList<>();
        touched.values().forEach(rrset -> rrset.changesInto(rows));
        List<TombstoneChange> tombstones = new ArrayList<>();
        deleted.values().forEach(at -> at.changesInto(tombstones));
        return new BatchPlan.Accepted(stamp, rows, tombstones, batch.replay(), batch.watermarks());
    }

    private Optional<Commit> refusal() {
        Optional<Commit> unfit = replayRefusal().or(this::keyRefusal).or(this::roomRefusal).or(this::unmet);
        if (unfit.isPresent()) {
            return unfit;
        }
        batch.changes().forEach(this::apply);
        batch.replicas().forEach(this::apply);
        batch.deletions().forEach(this::apply);
        return overCap();
    }

    private Optional<Commit> replayRefusal() {
        return batch.replay().flatMap(entry -> store.replayed(entry.id(), batch.now())).map(Commit.Replayed::new);
    }

    private Optional<Commit> keyRefusal() {
        return batch.key().filter(verified -> !stillStands(verified)).map(key -> new Commit.KeyGone());
    }

    private boolean stillStands(TsigKey verified) {
        return verified.isActiveAt(batch.now()) && store.key(verified.name()).filter(verified::equals).isPresent();
    }

    private Optional<Commit> roomRefusal() {
        return batch.replay().isPresent() && store.replayEntries() >= batch.caps().replayEntries()
                ? Optional.of(new Commit.ReplayStoreFull())
                : Optional.empty();
    }

    private Optional<Commit> unmet() {
        for (Prerequisite prerequisite : batch.prerequisites()) {
            Rcode rcode = judge(prerequisite);
            if (rcode != Rcode.NOERROR) {
                return Optional.of(new Commit.Unmet(rcode));
            }
        }
        return Optional.empty();
    }

    /** NOERROR where it holds. */
    private Rcode judge(Prerequisite prerequisite) {
        return switch (prerequisite) {
            case Prerequisite.NameInUse(var name) -> isLive(name) ? Rcode.NOERROR : Rcode.NXDOMAIN;
            case Prerequisite.NameNotInUse(var name) -> isLive(name) ? Rcode.YXDOMAIN : Rcode.NOERROR;
            case Prerequisite.RrsetExists(var name) -> isLive(name) ? Rcode.NOERROR : Rcode.NXRRSET;
            case Prerequisite.RrsetAbsent(var name) -> isLive(name) ? Rcode.YXRRSET : Rcode.NOERROR;
            case Prerequisite.RrsetEquals(var name, var values) ->
                    at(name).liveValues().equals(values) ? Rcode.NOERROR : Rcode.NXRRSET;
            case Prerequisite.Unmet(var rcode) -> rcode;
        };
    }

    private boolean isLive(OwnerName name) {
        return !at(name).liveValues().isEmpty();
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Add add -> {
                Octets hash = add.value().hash();
                WorkingTombstones deleted = deletedAt(add.owner());
                at(add.owner()).add(add, stamp, deleted.at(hash).map(Tombstone::deletedAt).orElse(0L));
                deleted.remove(hash);
            }
            case Change.DeleteValue(var owner, var value) -> {
                at(owner).row(value).ifPresent(this::noteDeleted);
                at(owner).delete(value);
            }
            case Change.DeleteRrset(var owner) -> {
                at(owner).rows().forEach(this::noteDeleted);
                at(owner).deleteAll();
            }
        }
    }

    private void noteDeleted(StoredRecord row) {
        if (store.keepsTombstones() && Offering.isOfferable(row.owner(), row.value())) {
            deletedAt(row.owner()).put(row, stamp);
        }
    }

    /** A row that was published after the deletion of its value wins; any other leaves the tombstone to outlive it. */
    private void apply(Replica replica) {
        Octets hash = replica.value().hash();
        WorkingTombstones deleted = deletedAt(replica.owner());
        if (deleted.at(hash).filter(tombstone -> !tombstone.yieldsTo(replica.published().orElse(0))).isPresent()) {
            deleted.outlive(hash, batch.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(replica.ttl().seconds()), stamp);
        } else {
            deleted.remove(hash);
            at(replica.owner()).take(replica, stamp);
        }
    }

    private void apply(Deletion deletion) {
        WorkingTombstones deleted = deletedAt(deletion.owner());
        if (deletion.deletedAt() == 0) {
            deleted.outlive(deletion.hash(), deletion.keepUntil(), stamp);
            return;
        }
        Optional<StoredRecord> row = at(deletion.owner()).row(deletion.hash());
        if (row.filter(held -> held.published() > deletion.deletedAt() || !isDeletable(held)).isEmpty() && store.keepsTombstones()) {
            deleted.put(deletion, row, stamp);
            row.ifPresent(held -> at(held.owner()).delete(held.value()));
        }
    }

    /** Not what is this node's alone, nor the word of the operator (cluster.md 13.6 rule 9). */
    private static boolean isDeletable(StoredRecord row) {
        return Offering.isOfferable(row.owner(), row.value())
                && row.value().text().filter(text -> RowKind.of(text) == RowKind.CLUSTER).isEmpty();
    }

    private Optional<Commit> overCap() {
        for (WorkingRrset rrset : touched.values()) {
            Optional<Commit> over = rrset.overCap();
            if (over.isPresent()) {
                return over;
            }
        }
        return Optional.empty();
    }

    private WorkingRrset at(OwnerName owner) {
        Instant now = batch.now();
        return touched.computeIfAbsent(owner, name -> new WorkingRrset(name, store.rowsAt(name), batch.caps(), now));
    }

    private WorkingTombstones deletedAt(OwnerName owner) {
        return deleted.computeIfAbsent(owner, name -> new WorkingTombstones(name, store.tombstonesAt(name), batch.now()));
    }
}
