package dev.dnsmesh.adapters.storage.lmdb;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Direct buffers that keys and values are put together in, as LMDB Java demands. Belongs to one thread at a time. */
final class Scratch {
    /** Of LMDB as it is built by default. */
    static final int MAX_KEY = 511;
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final ByteBuffer key = ByteBuffer.allocateDirect(MAX_KEY);
    private ByteBuffer value = ByteBuffer.allocateDirect(4096);

    /** Valid until the next call. */
    ByteBuffer key(Consumer<ByteBuffer> put) {
        put.accept(key.clear());
        return key.flip();
    }

    /** Valid until the next call. */
    ByteBuffer value(int length, Consumer<ByteBuffer> put) {
        if (value.capacity() < length) {
            value = ByteBuffer.allocateDirect(Integer.highestOneBit(length) * 2);
        }
        put.accept(value.clear());
        return value.flip();
    }

    static ByteBuffer nothing() {
        return NOTHING.duplicate();
    }
}
