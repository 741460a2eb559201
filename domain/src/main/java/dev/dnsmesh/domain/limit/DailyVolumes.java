package dev.dnsmesh.domain.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Octets per key in any 24 hours (dns.md 10.13). Counted in slots of a quarter of an hour, so that what was spent comes
 * back up to one slot later than it could, never earlier. The least recently used of more than {@link #CAPACITY} keys is
 * forgotten. Safe for use by several threads.
 */
public final class DailyVolumes<K> {
    public static final int CAPACITY = 10_000;
    private static final long SLOT_NANOS = 15L * 60 * 1_000_000_000L;
    /** A whole day behind the slot that is being filled. */
    private static final int SLOTS = 24 * 4 + 1;

    private final Map<K, Volume> volumes = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Volume> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * Spends {@code octets}, or nothing where the sum would pass the limit.
     *
     * @param limit octets in 24 hours; not positive = no limit
     * @param nanos monotonic
     */
    public synchronized boolean spend(K key, long octets, long limit, long nanos) {
        if (limit <= 0 || octets == 0) {
            return true;
        }
        long slot = Math.floorDiv(nanos, SLOT_NANOS);
        Volume volume = volumes.computeIfAbsent(key, fresh -> new Volume(slot));
        volume.advance(slot);
        if (volume.sum + octets > limit) {
            return false;
        }
        volume.add(slot, octets);
        return true;
    }

    /** Adds what was spent elsewhere, whatever the limit; negative: what was given back there. */
    public synchronized void note(K key, long octets, long nanos) {
        long slot = Math.floorDiv(nanos, SLOT_NANOS);
        Volume volume = volumes.computeIfAbsent(key, fresh -> new Volume(slot));
        volume.advance(slot);
        if (octets < 0) {
            volume.remove(slot, -octets);
        } else {
            volume.add(slot, octets);
        }
    }

    /** Takes back what was spent at {@code nanos} for nothing. */
    public synchronized void giveBack(K key, long octets, long nanos) {
        Volume volume = volumes.get(key);
        if (volume != null) {
            volume.remove(Math.floorDiv(nanos, SLOT_NANOS), octets);
        }
    }

    private static final class Volume {
        private final long[] slots = new long[SLOTS];
        private long newest;
        private long sum;

        Volume(long slot) {
            newest = slot;
        }

        void advance(long slot) {
            for (long next = Math.max(newest + 1, slot - SLOTS + 1); next <= slot; next++) {
                sum -= slots[index(next)];
                slots[index(next)] = 0;
            }
            newest = Math.max(newest, slot);
        }

        void add(long slot, long octets) {
            slots[index(slot)] += octets;
            sum += octets;
        }

        void remove(long slot, long octets) {
            if (slot > newest - SLOTS) {
                long back = Math.min(octets, slots[index(slot)]);
                slots[index(slot)] -= back;
                sum -= back;
            }
        }

        private static int index(long slot) {
            return (int) Math.floorMod(slot, (long) SLOTS);
        }
    }
}
