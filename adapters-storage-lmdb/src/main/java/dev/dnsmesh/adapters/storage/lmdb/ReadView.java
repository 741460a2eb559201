package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.GetOp;
import org.lmdbjava.Txn;

/** Typed look-ups inside one transaction, reading or writing. Whatever it returns is copied out of the map. */
class ReadView {
    final Tables tables;
    final Txn<ByteBuffer> txn;
    final Scratch scratch;

    ReadView(Tables tables, Txn<ByteBuffer> txn, Scratch scratch) {
        this.tables = tables;
        this.txn = txn;
        this.scratch = scratch;
    }

    /** Gives a reset reading transaction back. LMDB Java leaves one that is not ready as it is, with its reader slot. */
    static void end(Txn<ByteBuffer> reset) {
        reset.renew();
        reset.close();
    }

    /** The value under the key, in the map: valid until the next call or write. */
    Optional<ByteBuffer> find(Dbi<ByteBuffer> table, Consumer<ByteBuffer> key) {
        return Optional.ofNullable(table.get(txn, scratch.key(key)));
    }

    long entries(Dbi<ByteBuffer> table) {
        return table.stat(txn).entries;
    }

    /** Every row at the owner, in the order of hashes, live or not. */
    List<StoredRecord> rowsAt(OwnerName owner) {
        NameKey name = NameKey.of(owner);
        List<StoredRecord> rows = new ArrayList<>();
        scan(tables.records, key -> RecordLayout.putValuesOf(key, name), (key, row) -> {
            if (!startsWith(key, name, (byte) 0)) {
                return false;
            }
            rows.add(RecordLayout.row(owner, row));
            return true;
        });
        return rows;
    }

    static boolean startsWith(ByteBuffer key, NameKey name, byte next) {
        return key.remaining() > name.length() && key.get(key.position() + name.length()) == next && name.isPrefixOf(key);
    }

    /** Visits entries in order from the first that is not below {@code from}, while {@code visitor} says so. */
    void scan(Dbi<ByteBuffer> table, Consumer<ByteBuffer> from, Visitor visitor) {
        try (Cursor<ByteBuffer> cursor = table.openCursor(txn)) {
            boolean found = cursor.get(scratch.key(from), GetOp.MDB_SET_RANGE);
            while (found && visitor.visit(cursor.key(), cursor.val())) {
                found = cursor.next();
            }
        }
    }

    @FunctionalInterface
    interface Visitor {
        /**
         * The buffers lie in the map and are valid during the call; the visitor may not write to the table.
         *
         * @return false to stop
         */
        boolean visit(ByteBuffer key, ByteBuffer value);
    }
}
