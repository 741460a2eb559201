package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.rrset.Stamp;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/** One writing transaction, shared by the jobs of a group: each sees what those before it wrote. Used by the writer's thread. */
final class WriteView extends ReadView {
    private final Stamp stamp;
    private final BooleanSupplier full;
    private long writes;
    private boolean stamped;
    private Optional<Stamp> adopted = Optional.empty();

    /** @param full whether rows may still be deleted but no longer added */
    WriteView(Tables tables, Txn<ByteBuffer> txn, Scratch scratch, Stamp stamp, BooleanSupplier full) {
        super(tables, txn, scratch);
        this.stamp = stamp;
        this.full = full;
    }

    /** What a job that writes records stamps them with; then it calls {@link #useStamp}. */
    Stamp stamp() {
        return stamp;
    }

    void useStamp() {
        stamped = true;
    }

    /** Makes the stamp the last one of the store, whatever it was before. */
    void adopt(Stamp last) {
        adopted = Optional.of(last);
    }

    /** What becomes the last stamp with this transaction; empty = it stays. */
    Optional<Stamp> lastStamp() {
        return adopted.or(() -> stamped ? Optional.of(stamp) : Optional.empty());
    }

    /** How many changes were made so far; a job that fails before its first one leaves the transaction usable. */
    long writes() {
        return writes;
    }

    /** @throws StorageUnavailable where nothing may be added */
    void demandRoom() {
        if (full.getAsBoolean()) {
            throw new StorageUnavailable("the storage is full (DMP_LMDB_MAX_SIZE_MB)");
        }
    }

    void put(Dbi<ByteBuffer> table, Consumer<ByteBuffer> key, int length, Consumer<ByteBuffer> value) {
        writes++;
        table.put(txn, scratch.key(key), scratch.value(length, value));
    }

    void putKey(Dbi<ByteBuffer> table, Consumer<ByteBuffer> key) {
        writes++;
        table.put(txn, scratch.key(key), Scratch.nothing());
    }

    /** @return whether there was one */
    boolean delete(Dbi<ByteBuffer> table, Consumer<ByteBuffer> key) {
        writes++;
        return table.delete(txn, scratch.key(key));
    }
}
