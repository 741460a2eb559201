package dev.dnsmesh.domain.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one peer announces and this node cannot take: it counts as resolved, so that the rows behind it flow, and is asked for
 * again ever more rarely (cluster.md 13.5). In memory; a full comparison finds again what a restart forgot. Not safe for use by
 * several threads.
 */
public final class Quarantine {
    /** When full, the oldest give way. */
    public static final int CAPACITY = 10_000;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final int DOUBLINGS = 7;

    private final Map<Pair, Entry> entries = new LinkedHashMap<>();

    /**
     * @param reason  for the log
     * @param lasting nothing but other software can think otherwise
     * @param gone    when it will have expired
     * @param jitter  of the waiting time, 0.8 to 1.2
     * @return whether it is new here
     */
    public boolean add(Pair pair, String reason, boolean lasting, Instant gone, double jitter, Instant now) {
        Entry before = entries.get(pair);
        int failures = before == null ? 1 : before.failures + 1;
        Duration wait = lasting || failures > DOUBLINGS ? LAST_RETRY : FIRST_RETRY.multipliedBy(1L << failures - 1);
        entries.put(pair, new Entry(reason, failures, now.plusMillis((long) (wait.toMillis() * jitter)), gone));
        if (entries.size() > CAPACITY) {
            entries.remove(entries.keySet().iterator().next());
        }
        return before == null;
    }

    public boolean contains(Pair pair) {
        return entries.containsKey(pair);
    }

    public void release(Pair pair) {
        entries.remove(pair);
    }

    /** Forgets what has expired by what its peer said. */
    public void expire(Instant now) {
        entries.values().removeIf(entry -> !entry.gone.isAfter(now));
    }

    /** Those to be asked for again, longest due first. */
    public List<Pair> due(int limit, Instant now) {
        List<Map.Entry<Pair, Entry>> due = new ArrayList<>(entries.entrySet());
        due.removeIf(entry -> entry.getValue().retryAt.isAfter(now));
        due.sort(Comparator.comparing(entry -> entry.getValue().retryAt));
        return due.stream().limit(limit).map(Map.Entry::getKey).toList();
    }

    /** When the pair will have expired, by what its peer said. */
    public Optional<Instant> goneAt(Pair pair) {
        return Optional.ofNullable(entries.get(pair)).map(Entry::gone);
    }

    public int size() {
        return entries.size();
    }

    private record Entry(String reason, int failures, Instant retryAt, Instant gone) {
    }
}
