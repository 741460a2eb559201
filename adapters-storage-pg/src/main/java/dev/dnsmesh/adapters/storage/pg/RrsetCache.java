package dev.dnsmesh.adapters.storage.pg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.NameKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers, also that there is nothing, by name, in bounded memory. An entry is good until a commit changes its name, here or
 * on another node. What is read while such a commit happens is not kept.
 *
 * <p>While nobody tells of other nodes' commits, entries are given for {@code maxStale} more and nothing new is kept; then
 * everything is forgotten. When somebody tells again, everything is forgotten too: what happened meanwhile is unknown.
 */
final class RrsetCache {
    /** Of an entry, without the octets of its name and what stands there. */
    private static final int KEY_OCTETS = 80;

    private final Cache<CacheKey, CachedRrset> entries;
    private final TimeSource time;
    private final Duration maxStale;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Reading> readings = new HashSet<>();
    private volatile boolean told;
    /** In {@link TimeSource#nanos()}; of no meaning while told. */
    private volatile long staleAt;
    private volatile boolean stale = true;

    /** Names that are being read. */
    final class Reading {
        private final Set<CacheKey> names;
        private final Set<CacheKey> changed = new HashSet<>();
        private boolean useless;

        private Reading(Set<CacheKey> names) {
            this.names = names;
            useless = !told;
        }

        /** Keeps what was read, but for names that changed since the reading began. */
        void keep(List<CacheKey> keys, List<CachedRrset> rrsets) {
            lock.lock();
            try {
                readings.remove(this);
                for (int i = 0; i < keys.size() && !useless; i++) {
                    if (!changed.contains(keys.get(i))) {
                        entries.put(keys.get(i), rrsets.get(i));
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        void abandon() {
            lock.lock();
            try {
                readings.remove(this);
            } finally {
                lock.unlock();
            }
        }

        private void change(CacheKey name) {
            if (names.contains(name)) {
                changed.add(name);
            }
        }
    }

    /** @param octets of memory, about, that the entries may take */
    RrsetCache(long octets, Duration maxStale, TimeSource time, Meter meter) {
        this.time = time;
        this.maxStale = maxStale;
        Meter.Counter evictions = meter.counter("dmp_storage_cache_evictions_total");
        entries = Caffeine.newBuilder().maximumWeight(octets)
                .weigher((CacheKey key, CachedRrset rrset) -> KEY_OCTETS + key.length() + rrset.weight())
                .evictionListener((key, rrset, cause) -> evictions.increment()).build();
        meter.gauge("dmp_storage_cached_names", entries::estimatedSize);
        meter.gauge("dmp_storage_cache_bytes", this::octets);
        meter.gauge("dmp_storage_cache_capacity_bytes", () -> octets);
        meter.gauge("dmp_storage_reachable", () -> told ? 1 : 0);
    }

    /** Never blocks. */
    Optional<CachedRrset> find(CacheKey name) {
        return mayServe() ? Optional.ofNullable(entries.getIfPresent(name)) : Optional.empty();
    }

    private boolean mayServe() {
        return told || !stale && time.nanos() - staleAt < 0;
    }

    /** To be called before the statement that reads. */
    Reading begin(Set<CacheKey> names) {
        lock.lock();
        try {
            Reading reading = new Reading(names);
            readings.add(reading);
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what these names' commits made untrue. */
    void changed(ChangedNames names) {
        if (names.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            names.forEach((name, gone) -> {
                CacheKey own = CacheKey.of(NameKey.of(name));
                entries.invalidate(own);
                readings.forEach(reading -> reading.change(own));
                CacheKey above = own;
                while (!above.isRoot()) {
                    above = above.parent();
                    changedBelow(above, gone);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    private void changedBelow(CacheKey above, boolean gone) {
        CachedRrset kept = entries.getIfPresent(above);
        // something may have gone and something else come in one transaction, where what went had expired long before
        if (kept != null && (kept.isNothing() || gone && kept.isOnlyBelow())) {
            entries.invalidate(above);
        }
        readings.forEach(reading -> reading.change(above));
    }

    /** From now on somebody tells of every commit. */
    void told() {
        lock.lock();
        try {
            clear();
            stale = false;
            told = true;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody tells any more, since {@code sinceNanos} perhaps. A second call changes nothing. */
    void untold(long sinceNanos) {
        lock.lock();
        try {
            if (told) {
                readings.forEach(reading -> reading.useless = true);
                staleAt = sinceNanos + maxStale.toNanos();
                told = false;
            } else if (!mayServe() && !stale) {
                stale = true;
                clear();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Anything may have changed. */
    void forget() {
        lock.lock();
        try {
            clear();
        } finally {
            lock.unlock();
        }
    }

    private void clear() {
        entries.invalidateAll();
        readings.forEach(reading -> reading.useless = true);
    }

    /** About what the entries take. */
    private long octets() {
        return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
