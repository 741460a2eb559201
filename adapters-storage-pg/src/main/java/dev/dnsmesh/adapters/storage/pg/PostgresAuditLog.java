package dev.dnsmesh.adapters.storage.pg;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log in PostgreSQL. Rows about uses and counts are collected while the ones before them are written, so that many
 * share a transaction. Whoever reads sees all of this node's.
 */
final class PostgresAuditLog implements AuditLog, AutoCloseable {
    /** Collected rows beyond this make the appending caller wait. */
    private static final int COLLECTED = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(PostgresAuditLog.class);

    private final Connections connections;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<AuditRow> rows = new ArrayList<>();
    private final Map<CounterKey, Long> counts = new HashMap<>();
    private boolean flushing;

    private record CounterKey(AuditEvent event, Instant hour) {
    }

    PostgresAuditLog(Connections connections) {
        this.connections = connections;
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
            flushOrWarn();
        } else if (first) {
            Thread.ofVirtual().name("pg-audit").start(this::flushOrWarn);
        }
    }

    private void flushOrWarn() {
        try {
            flush();
        } catch (RuntimeException failure) { // nobody waits for these rows
            LOG.warn("audit rows that nobody waits for were lost: {}", failure.getMessage());
        }
    }

    void flush() {
        writing.lock();
        try {
            List<AuditRow> takenRows;
            List<AuditCounter> takenCounts;
            lock.lock();
            try {
                takenRows = List.copyOf(rows);
                takenCounts = counts.entrySet().stream()
                        .map(entry -> new AuditCounter(entry.getKey().hour(), entry.getKey().event(), entry.getValue())).toList();
                rows.clear();
                counts.clear();
                flushing = false;
            } finally {
                lock.unlock();
            }
            if (!takenRows.isEmpty() || !takenCounts.isEmpty()) {
                connections.transact(open -> {
                    if (!takenRows.isEmpty()) {
                        AuditRows.append(open, takenRows);
                    }
                    if (!takenCounts.isEmpty()) {
                        AuditRows.count(open, takenCounts);
                    }
                    return true;
                });
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<AuditRow> tail(Optional<AuditEvent> event, int limit) {
        flush();
        return connections.read(handle -> AuditRows.tail(handle, event, limit));
    }

    @Override
    public List<AuditCounter> counters(Optional<AuditEvent> event, int limit) {
        flush();
        return connections.read(handle -> AuditRows.counters(handle, event, limit));
    }

    @Override
    public int prune(Instant before, int limit) {
        flush();
        return connections.transact(open -> AuditRows.prune(open, before, limit));
    }

    /** Writes what was collected. */
    @Override
    public void close() {
        flushOrWarn();
    }
}
