package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The audit log in LMDB. Rows about uses and counts are collected and written together by the next transaction, so that a
 * stranger's rejected request does not cost a sync of its own. Whoever reads sees them all.
 */
final class LmdbAuditLog implements AuditLog, AutoCloseable {
    /** Collected rows beyond this make the appending caller wait. */
    private static final int COLLECTED = 1000;

    private final LmdbEnvironment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<AuditRow> rows = new ArrayList<>();
    private final Map<CounterKey, Long> counts = new HashMap<>();
    private boolean flushing;

    private record CounterKey(AuditEvent event, Instant hour) {
    }

    LmdbAuditLog(LmdbEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void append(AuditRow row) {
        collect(() -> rows.add(row));
    }

    @Override
    public void count(AuditEvent event, Instant at, long amount) {
        CounterKey key = new CounterKey(event, at.truncatedTo(ChronoUnit.HOURS));
        collect(() -> counts.merge(key, amount, Long::sum));
    }

    private void collect(Runnable add) {
        lock.lock();
        boolean first;
        boolean many;
        try {
            add.run();
            first = !flushing;
            flushing = true;
            many = rows.size() > COLLECTED;
        } finally {
            lock.unlock();
        }
        if (many) {
            flush();
        } else if (first) {
            environment.writeSoon(new Flush());
        }
    }

    void flush() {
        environment.write(new Flush());
    }

    /** Takes what was collected when it first runs, and writes the same again where its transaction has to be repeated. */
    private final class Flush implements Function<WriteView, Boolean> {
        private final List<AuditRow> takenRows = new ArrayList<>();
        private final Map<CounterKey, Long> takenCounts = new HashMap<>();
        private boolean taken;

        @Override
        public Boolean apply(WriteView view) {
            if (!taken) {
                take();
                taken = true;
            }
            takenRows.forEach(row -> AuditRows.append(view, row));
            takenCounts.forEach((key, amount) -> AuditRows.count(view, key.event(), key.hour(), amount));
            return true;
        }

        private void take() {
            lock.lock();
            try {
                takenRows.addAll(rows);
                takenCounts.putAll(counts);
                rows.clear();
                counts.clear();
                flushing = false;
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public List<AuditRow> tail(Optional<AuditEvent> event, int limit) {
        flush();
        return environment.read(view -> AuditRows.tail(view, event, limit));
    }

    @Override
    public List<AuditCounter> counters(Optional<AuditEvent> event, int limit) {
        flush();
        return environment.read(view -> AuditRows.counters(view, event, limit));
    }

    @Override
    public int prune(Instant before, int limit) {
        flush();
        return environment.write(view -> AuditRows.prune(view, before, limit));
    }

    /** Writes what was collected. */
    @Override
    public void close() {
        flush();
    }
}
