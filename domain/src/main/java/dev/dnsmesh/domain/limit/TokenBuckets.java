package dev.dnsmesh.domain.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket per key (dns.md 2). The least recently used of more than {@link #CAPACITY} keys is forgotten, and is
 * full when it comes back. The rate comes with each call, so that it can change without losing what was spent. Safe for
 * use by several threads.
 */
public final class TokenBuckets<K> {
    public static final int CAPACITY = 10_000;

    private final Map<K, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Takes one token; false where less than one is left. */
    public boolean take(K key, Rate rate, long nanos) {
        return take(key, 1, rate, nanos);
    }

    /**
     * Takes all of {@code tokens} or none.
     *
     * @param nanos monotonic
     */
    public synchronized boolean take(K key, int tokens, Rate rate, long nanos) {
        if (rate.isOff()) {
            return true;
        }
        Bucket bucket = refilled(key, rate, nanos);
        if (bucket.tokens < tokens) {
            return false;
        }
        bucket.tokens -= tokens;
        return true;
    }

    /** True where fewer than {@code tokens} are left, as if each had been taken by itself until the last; else takes none. */
    public synchronized boolean exhaust(K key, int tokens, Rate rate, long nanos) {
        if (rate.isOff()) {
            return false;
        }
        Bucket bucket = refilled(key, rate, nanos);
        if (bucket.tokens >= tokens) {
            return false;
        }
        bucket.tokens -= Math.floor(bucket.tokens);
        return true;
    }

    private Bucket refilled(K key, Rate rate, long nanos) {
        Bucket bucket = buckets.computeIfAbsent(key, fresh -> new Bucket(rate.burst(), nanos));
        bucket.refill(rate, nanos);
        return bucket;
    }

    /** Puts one token back that was taken for nothing. */
    public synchronized void giveBack(K key, Rate rate) {
        Bucket bucket = buckets.get(key);
        if (bucket != null) {
            bucket.tokens = Math.min(rate.burst(), bucket.tokens + 1);
        }
    }

    private static final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        void refill(Rate rate, long nanos) {
            tokens = rate.refilled(tokens, nanos - filledAt);
            filledAt = nanos;
        }
    }
}
