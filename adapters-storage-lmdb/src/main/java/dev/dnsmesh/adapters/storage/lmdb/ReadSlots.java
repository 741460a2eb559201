package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.lmdbjava.Env;
import org.lmdbjava.LmdbException;

/**
 * A bounded number of reading transactions for any number of threads; who finds all of them taken waits. They are reset
 * between uses, so that none pins pages, and closed only when no one reads, so that no one reads after.
 */
final class ReadSlots implements AutoCloseable {
    static final int COUNT = 64;

    private final Env<ByteBuffer> env;
    private final Tables tables;
    private final Semaphore free = new Semaphore(COUNT);
    private final ConcurrentLinkedQueue<ReadView> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    ReadSlots(Env<ByteBuffer> env, Tables tables) {
        this.env = env;
        this.tables = tables;
    }

    /** One snapshot, gone when {@code work} returns. */
    <T> T read(Function<ReadView, T> work) {
        free.acquireUninterruptibly();
        try {
            return readInFreeSlot(work);
        } finally {
            free.release();
        }
    }

    /** The same for who must not wait; empty where all slots are taken. */
    <T> Optional<T> tryRead(Function<ReadView, T> work) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(readInFreeSlot(work));
        } finally {
            free.release();
        }
    }

    private <T> T readInFreeSlot(Function<ReadView, T> work) {
        if (closed) {
            throw new StorageUnavailable("the storage is closed");
        }
        try {
            return readIn(slot(), work);
        } catch (LmdbException failure) {
            throw Failures.translate(failure);
        }
    }

    private <T> T readIn(ReadView slot, Function<ReadView, T> work) {
        slot.txn.renew();
        try {
            return work.apply(slot);
        } finally {
            slot.txn.reset();
            idle.add(slot);
        }
    }

    private ReadView slot() {
        ReadView slot = idle.poll();
        if (slot == null) {
            slot = new ReadView(tables, env.txnRead(), new Scratch());
            slot.txn.reset();
        }
        return slot;
    }

    /** Waits for those who read. */
    @Override
    public void close() {
        // first, or those who read again and again would never leave all slots free
        closed = true;
        free.acquireUninterruptibly(COUNT);
        for (ReadView slot = idle.poll(); slot != null; slot = idle.poll()) {
            ReadView.end(slot.txn);
        }
        free.release(COUNT);
    }
}
