package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@link BatchPlanner} must know of a store: one consistent state, seen from inside the transaction that will write. */
public interface StoreSnapshot {
    /** Every row at the owner, live or expired and not yet swept, in any order. */
    List<StoredRecord> rowsAt(OwnerName owner);

    /** Whether deletions leave tombstones in this store (cluster.md 13.6). */
    default boolean keepsTombstones() {
        return false;
    }

    /** Every tombstone at the owner, also those that are to be swept, in any order. */
    default List<Tombstone> tombstonesAt(OwnerName owner) {
        return List.of();
    }

    /** The answer remembered under this id, while it is kept. */
    Optional<Rcode> replayed(ReplayId id, Instant now);

    /** Remembered answers, spent ones that are not yet swept included. */
    long replayEntries();

    /** The row of that key, active or not. */
    Optional<TsigKey> key(TsigKeyName name);
}
