package dev.dnsmesh.adapters.dns.limit;

import java.util.Arrays;

/**
 * A table of fixed size from 64-bit keys to slot numbers; the least recently used key makes room for a new one. All
 * memory is taken at the start. Not safe for use by several threads at once.
 */
final class LruTable {
    private static final int NONE = -1;

    private final long seed;
    private final long[] keys;
    private final int[] buckets;
    private final int[] chained;
    private final int[] newer;
    private final int[] older;
    private int used;
    private int newest = NONE;
    private int oldest = NONE;

    /** @param seed random, so that nobody can choose keys that collide */
    LruTable(int capacity, long seed) {
        this.seed = seed;
        keys = new long[capacity];
        buckets = new int[Integer.highestOneBit(Math.max(1, capacity)) * 2];
        Arrays.fill(buckets, NONE);
        chained = new int[capacity];
        newer = new int[capacity];
        older = new int[capacity];
    }

    int capacity() {
        return keys.length;
    }

    /** The slot of the key, which becomes the most recently used one; -1 where the key has none. */
    int find(long key) {
        for (int slot = buckets[bucket(key)]; slot != NONE; slot = chained[slot]) {
            if (keys[slot] == key) {
                if (slot != newest) {
                    unlink(slot);
                    linkNewest(slot);
                }
                return slot;
            }
        }
        return NONE;
    }

    /** A slot for a key that has none: a free one or that of the least recently used key. */
    int assign(long key) {
        int slot;
        if (used < keys.length) {
            slot = used++;
        } else {
            slot = oldest;
            unlink(slot);
            unchain(slot);
        }
        keys[slot] = key;
        int bucket = bucket(key);
        chained[slot] = buckets[bucket];
        buckets[bucket] = slot;
        linkNewest(slot);
        return slot;
    }

    private int bucket(long key) {
        long mixed = (key ^ seed) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (int) (mixed ^ mixed >>> 33) & buckets.length - 1;
    }

    private void unchain(int slot) {
        int bucket = bucket(keys[slot]);
        if (buckets[bucket] == slot) {
            buckets[bucket] = chained[slot];
            return;
        }
        int before = buckets[bucket];
        while (chained[before] != slot) {
            before = chained[before];
        }
        chained[before] = chained[slot];
    }

    private void linkNewest(int slot) {
        newer[slot] = NONE;
        older[slot] = newest;
        if (newest != NONE) {
            newer[newest] = slot;
        } else {
            oldest = slot;
        }
        newest = slot;
    }

    private void unlink(int slot) {
        if (newer[slot] == NONE) {
            newest = older[slot];
        } else {
            older[newer[slot]] = older[slot];
        }
        if (older[slot] == NONE) {
            oldest = newer[slot];
        } else {
            newer[older[slot]] = newer[slot];
        }
    }
}
