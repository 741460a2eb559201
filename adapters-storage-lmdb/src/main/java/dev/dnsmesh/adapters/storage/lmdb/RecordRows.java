package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.RowChange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes rows so that the three tables that hold them agree. */
final class RecordRows {
    private static final int AT_ONCE = 1000;

    private RecordRows() {
    }

    static void apply(WriteView view, RowChange change) {
        switch (change) {
            case RowChange.Insert(var row) -> {
                put(view, row);
                countClaims(view, row, 1);
            }
            case RowChange.Replace(var before, var after) -> {
                dropIndexes(view, before);
                put(view, after);
            }
            case RowChange.Delete(var row) -> delete(view, row);
        }
    }

    /** Whether or not there is a row of that key. */
    static void replace(WriteView view, StoredRecord row) {
        Optional<StoredRecord> before = view.find(view.tables.records, key -> RecordLayout.putRecordKey(key, row))
                .map(found -> RecordLayout.row(row.owner(), found));
        apply(view, before.<RowChange>map(old -> new RowChange.Replace(old, row)).orElseGet(() -> new RowChange.Insert(row)));
    }

    private static void put(WriteView view, StoredRecord row) {
        putRow(view, row);
        view.putKey(view.tables.byStamp, key -> RecordLayout.putStampKey(key, row));
        view.putKey(view.tables.byExpiry, key -> RecordLayout.putExpiryKey(key, row));
    }

    private static void putRow(WriteView view, StoredRecord row) {
        view.put(view.tables.records, key -> RecordLayout.putRecordKey(key, row), RecordLayout.rowLength(row),
                value -> RecordLayout.putRow(value, row));
    }

    private static void delete(WriteView view, StoredRecord row) {
        dropIndexes(view, row);
        view.delete(view.tables.records, key -> RecordLayout.putRecordKey(key, row));
        countClaims(view, row, -1);
    }

    private static void dropIndexes(WriteView view, StoredRecord row) {
        view.delete(view.tables.byStamp, key -> RecordLayout.putStampKey(key, row));
        view.delete(view.tables.byExpiry, key -> RecordLayout.putExpiryKey(key, row));
    }

    private static void countClaims(WriteView view, StoredRecord row, int by) {
        if (row.owner().isOfClaim()) {
            MetaTable.putClaims(view, MetaTable.claims(view) + by);
        }
    }

    /** Deletes up to {@code limit} rows and tombstones that expired at {@code nowSeconds} or before, the longest expired first. */
    static int sweep(WriteView view, long nowSeconds, int limit) {
        List<StoredRecord> expired = new ArrayList<>();
        List<Tombstone> spent = new ArrayList<>();
        view.scan(view.tables.byExpiry, key -> key.putLong(0), (key, nothing) -> {
            if (expired.size() + spent.size() == limit || key.getLong(key.position()) > nowSeconds) {
                return false;
            }
            ByteBuffer recordKey = key.slice(key.position() + 8, key.remaining() - 8);
            rowOf(view, recordKey).ifPresentOrElse(expired::add, () -> spent.add(tombstoneOf(view, recordKey)));
            return true;
        });
        expired.forEach(row -> delete(view, row));
        spent.forEach(tombstone -> TombstoneRows.delete(view, tombstone));
        return expired.size() + spent.size();
    }

    private static Optional<StoredRecord> rowOf(WriteView view, ByteBuffer recordKey) {
        return view.find(view.tables.records, key -> key.put(recordKey.duplicate()))
                .map(row -> RecordLayout.row(RecordLayout.owner(recordKey), row));
    }

    private static Tombstone tombstoneOf(WriteView view, ByteBuffer recordKey) {
        return TombstoneRows.find(view, RecordLayout.owner(recordKey), Octets.of(recordKey.slice(recordKey.limit() - RecordLayout.HASH, RecordLayout.HASH)))
                .orElseThrow(() -> new IllegalStateException("an expiry without its row"));
    }

    /** Gives every row and tombstone the stamp (cluster.md 13.2 rule 5). */
    static void restamp(WriteView view, Stamp to) {
        view.tables.byStamp.drop(view.txn);
        TombstoneRows.restamp(view, to);
        ByteBuffer from = ByteBuffer.allocate(Scratch.MAX_KEY).put((byte) 0).flip();
        while (from.hasRemaining()) {
            List<StoredRecord> rows = new ArrayList<>();
            ByteBuffer next = ByteBuffer.allocate(Scratch.MAX_KEY).limit(0);
            view.scan(view.tables.records, key -> key.put(from.duplicate()), (key, row) -> {
                if (rows.size() == AT_ONCE) {
                    next.clear().put(key.duplicate()).flip();
                    return false;
                }
                rows.add(RecordLayout.row(RecordLayout.owner(key), row).rebased(to));
                return true;
            });
            for (StoredRecord row : rows) {
                putRow(view, row);
                view.putKey(view.tables.byStamp, key -> RecordLayout.putStampKey(key, row));
            }
            from.clear().put(next).flip();
        }
    }
}
