package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.StoreSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the planner sees of the writing transaction. */
record WriteSnapshot(WriteView view, TsigKeyRows keys, boolean keepsTombstones) implements StoreSnapshot {
    @Override
    public List<StoredRecord> rowsAt(OwnerName owner) {
        return view.rowsAt(owner);
    }

    @Override
    public List<Tombstone> tombstonesAt(OwnerName owner) {
        return keepsTombstones ? TombstoneRows.at(view, owner) : List.of();
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return ReplayRows.find(view, id, now);
    }

    @Override
    public long replayEntries() {
        return view.entries(view.tables.replays);
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return keys.find(view, name);
    }
}
