package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answers to signed UPDATEs that changed nothing, by the minute in which they may be forgotten (dns.md 10.6). An
 * entry takes some 20 octets, since there may be millions. Safe for use by several threads.
 */
final class ReplayTable {
    private static final long MINUTE = 60;
    private static final Rcode[] RCODES = Rcode.values();

    private final long seed;
    private final Map<Long, Minute> minutes = new TreeMap<>();
    private long size;

    /** @param seed random, so that nobody can choose ids that collide */
    ReplayTable(long seed) {
        this.seed = seed;
    }

    synchronized Optional<Rcode> find(ReplayId id, Instant now) {
        forget(now);
        for (Minute minute : minutes.values()) {
            int found = minute.find(word(id, 0), word(id, 8));
            if (found >= 0) {
                return Optional.of(RCODES[found]);
            }
        }
        return Optional.empty();
    }

    synchronized void remember(ReplayEntry entry, Rcode rcode) {
        // Kept to the end of the minute: a little longer does no harm.
        Minute minute = minutes.computeIfAbsent(Math.floorDiv(entry.keepUntil().getEpochSecond(), MINUTE),
                fresh -> new Minute(seed));
        size += minute.put(word(entry.id(), 0), word(entry.id(), 8), rcode.ordinal()) ? 1 : 0;
    }

    synchronized long size(Instant now) {
        forget(now);
        return size;
    }

    private void forget(Instant now) {
        Iterator<Map.Entry<Long, Minute>> oldest = minutes.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Minute> minute = oldest.next();
            if ((minute.getKey() + 1) * MINUTE > now.getEpochSecond()) {
                return;
            }
            size -= minute.getValue().used;
            oldest.remove();
        }
    }

    private static long word(ReplayId id, int from) {
        Octets octets = id.octets();
        long word = 0;
        for (int i = from; i < from + 8; i++) {
            word = word << 8 | octets.at(i);
        }
        return word;
    }

    /** Open addressing with linear probing; nothing is ever deleted from it. */
    private static final class Minute {
        private final long seed;
        private long[] ids = new long[2 * 16];
        /** The RCODE's ordinal + 1; 0 = free. */
        private byte[] rcodes = new byte[16];
        private int used;

        Minute(long seed) {
            this.seed = seed;
        }

        int find(long high, long low) {
            return rcodes[place(high, low)] - 1;
        }

        /** False where the id was there already. */
        boolean put(long high, long low, int rcode) {
            if (4 * (used + 1) > 3 * rcodes.length) {
                grow();
            }
            int at = place(high, low);
            boolean fresh = rcodes[at] == 0;
            ids[2 * at] = high;
            ids[2 * at + 1] = low;
            rcodes[at] = (byte) (rcode + 1);
            used += fresh ? 1 : 0;
            return fresh;
        }

        private int place(long high, long low) {
            long mixed = (high ^ seed) * 0xff51afd7ed558ccdL;
            int at = (int) (mixed ^ mixed >>> 33) & rcodes.length - 1;
            while (rcodes[at] != 0 && (ids[2 * at] != high || ids[2 * at + 1] != low)) {
                at = at + 1 & rcodes.length - 1;
            }
            return at;
        }

        private void grow() {
            long[] formerIds = ids;
            byte[] formerRcodes = rcodes;
            ids = new long[2 * formerIds.length];
            rcodes = new byte[2 * formerRcodes.length];
            used = 0;
            for (int i = 0; i < formerRcodes.length; i++) {
                if (formerRcodes[i] != 0) {
                    put(formerIds[2 * i], formerIds[2 * i + 1], formerRcodes[i] - 1);
                }
            }
        }
    }
}
