package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.name.NameKey;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.lmdbjava.Cursor;
import org.lmdbjava.GetOp;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;

/**
 * One seek in the map, one step for each value; allocates and copies nothing. The visitor sees the map itself, read-only
 * memory: it must not write to the buffer.
 */
final class LmdbRrsetReader implements RrsetReader {
    private static final int IDLE = 0;
    private static final int READING = 1;
    private static final int CLOSED = 2;
    /** Expired rows that an event loop steps over before it gives up; the next sweep removes them. */
    private static final int EXPIRED_AT_HAND = 256;

    private final Txn<ByteBuffer> txn;
    private final Cursor<ByteBuffer> cursor;
    private final Consumer<LmdbRrsetReader> onClose;
    private final ByteBuffer from = ByteBuffer.allocateDirect(Scratch.MAX_KEY);
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private volatile boolean closing;

    /** @param txn fresh; this reader closes it */
    LmdbRrsetReader(Tables tables, Txn<ByteBuffer> txn, Consumer<LmdbRrsetReader> onClose) {
        this.txn = txn;
        this.cursor = tables.records.openCursor(txn);
        this.onClose = onClose;
        txn.reset();
    }

    @Override
    public Found tryRead(NameKey name, long nowSeconds, Visitor visitor) {
        return read(name, nowSeconds, EXPIRED_AT_HAND, visitor);
    }

    @Override
    public Found read(NameKey name, long nowSeconds, Visitor visitor) {
        return read(name, nowSeconds, Integer.MAX_VALUE, visitor);
    }

    private Found read(NameKey name, long nowSeconds, int patience, Visitor visitor) {
        if (closing || !state.compareAndSet(IDLE, READING)) {
            throw new StorageUnavailable("the reader is closed");
        }
        try {
            txn.renew();
            try {
                cursor.renew(txn);
                return walk(name, nowSeconds, patience, visitor);
            } finally {
                txn.reset();
            }
        } catch (LmdbException failure) {
            throw Failures.translate(failure);
        } finally {
            state.set(IDLE);
        }
    }

    private Found walk(NameKey name, long nowSeconds, int patience, Visitor visitor) {
        RecordLayout.putValuesOf(from.clear(), name);
        boolean visited = false;
        int expired = 0;
        for (boolean found = cursor.get(from.flip(), GetOp.MDB_SET_RANGE); found; found = cursor.next()) {
            ByteBuffer key = cursor.key();
            if (!name.isPrefixOf(key)) {
                break;
            }
            boolean below = key.get(name.length()) != 0;
            if (below && visited) {
                break;
            }
            ByteBuffer row = cursor.val();
            long remaining = RecordLayout.expiry(row) - nowSeconds;
            if (remaining <= 0) {
                if (++expired > patience && !visited) {
                    return Found.BUSY;
                }
            } else if (below) {
                return Found.ONLY_BELOW;
            } else {
                row.position(RecordLayout.VALUE_AT);
                visitor.value(row, remaining);
                visited = true;
            }
        }
        return visited ? Found.VALUES : Found.NOTHING;
    }

    /** Waits for a read that is going on in another thread; later ones are refused. */
    @Override
    public void close() {
        closing = true;
        while (!state.compareAndSet(IDLE, CLOSED)) {
            if (state.get() == CLOSED) {
                return;
            }
            Thread.yield();
        }
        cursor.close();
        ReadView.end(txn);
        onClose.accept(this);
    }
}
