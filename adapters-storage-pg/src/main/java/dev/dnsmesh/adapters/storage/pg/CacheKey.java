package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.name.NameKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A name in the cache. A probe can be set again and again, so that a look-up allocates nothing; what is kept is made by
 * {@link #of} and never set. A probe belongs to one thread.
 */
final class CacheKey {
    private final byte[] octets;
    private final ByteBuffer target;
    private int length;
    private int hash;

    private CacheKey(byte[] octets, int length) {
        this.octets = octets;
        target = ByteBuffer.wrap(octets);
        this.length = length;
        hash = hash(octets, length);
    }

    static CacheKey probe() {
        return new CacheKey(new byte[NameKey.MAX_LENGTH], 0);
    }

    static CacheKey of(NameKey name) {
        byte[] key = NameRange.key(name);
        return new CacheKey(key, key.length);
    }

    CacheKey set(NameKey name) {
        name.copyTo(target.clear());
        length = name.length();
        hash = hash(octets, length);
        return this;
    }

    /** The name one label above; not for the root. */
    CacheKey parent() {
        int end = length - 1;
        while (end > 0 && octets[end - 1] != 0) {
            end--;
        }
        return new CacheKey(Arrays.copyOf(octets, end), end);
    }

    boolean isRoot() {
        return length == 0;
    }

    /** As {@code records.name} has it. */
    byte[] octets() {
        return Arrays.copyOf(octets, length);
    }

    int length() {
        return length;
    }

    private static int hash(byte[] octets, int length) {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + octets[i];
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && Arrays.equals(octets, 0, length, key.octets, 0, key.length);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
