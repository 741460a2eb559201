package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@link BatchPlanner} must know of a store: one consistent state, seen from inside the transaction that will write. */
public interface StoreSnapshot {
    /** Every row at the owner, live or expired and not yet swept, in any order. */
    List<StoredRecord> rowsAt(OwnerName owner);

    /** The answer remembered under this id, while it is kept. */
    Optional<Rcode> replayed(ReplayId id, Instant now);

    /** Remembered answers, spent ones that are not yet swept included. */
    long replayEntries();

    /** The row of that key, active or not. */
    Optional<TsigKey> key(TsigKeyName name);
}
