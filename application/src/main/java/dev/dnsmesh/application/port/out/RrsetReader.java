package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.name.NameKey;
import java.nio.ByteBuffer;

/**
 * Reads one RRset for an answer without building objects. An instance belongs to the thread that uses it (an event
 * loop); {@link RecordStore#reader} gives a new one, {@link #close} gives it back.
 */
public interface RrsetReader extends AutoCloseable {
    /**
     * Visits the live values at the name, oldest write first or in any order, and says what is there.
     *
     * @param nowSeconds wall clock, Unix seconds
     * @return {@link Found#BUSY} when the answer is not at hand without blocking; nothing was visited then. Never
     *         blocks.
     */
    Found tryRead(NameKey name, long nowSeconds, Visitor visitor);

    /** The same, but waits for the storage where it must. Never returns {@link Found#BUSY}. */
    Found read(NameKey name, long nowSeconds, Visitor visitor);

    /** Gives back what is held; as it is here, nothing. */
    @Override
    default void close() {
    }

    enum Found {
        /** Live values were visited. */
        VALUES,
        /** No live value here, but below: an empty non-terminal. */
        ONLY_BELOW,
        /** Nothing live here or below. */
        NOTHING,
        /** Not at hand; ask {@link #read} on a thread that may block. */
        BUSY
    }

    @FunctionalInterface
    interface Visitor {
        /**
         * @param value            the octets of one value, from position to limit; valid during this call only
         * @param remainingSeconds life that is left, at least 1
         */
        void value(ByteBuffer value, long remainingSeconds);
    }
}
