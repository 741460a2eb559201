package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The audit. Counters keep no order within the hour, and no time below it: that is a promise to users. */
record MemoryAuditLog(Tables tables) implements AuditLog {
    @Override
    public void append(AuditRow row) {
        tables.locked(() -> tables.audit.add(row));
    }

    @Override
    public void count(AuditEvent event, Instant at, long amount) {
        AuditCounter more = new AuditCounter(at, event, amount);
        tables.locked(() -> tables.counters.merge(more.hour() + " " + event, more,
                (before, added) -> new AuditCounter(before.hour(), event, before.count() + added.count())));
    }

    @Override
    public List<AuditRow> tail(Optional<AuditEvent> event, int limit) {
        return tables.locked(() -> tables.audit.reversed().stream()
                .filter(row -> event.isEmpty() || row.event() == event.get()).limit(limit).toList());
    }

    @Override
    public List<AuditCounter> counters(Optional<AuditEvent> event, int limit) {
        return tables.locked(() -> tables.counters.values().stream().filter(counter -> event.isEmpty() || counter.event() == event.get())
                .sorted(Comparator.comparing(AuditCounter::hour).reversed()).limit(limit).toList());
    }

    @Override
    public int prune(Instant before, int limit) {
        return tables.locked(() -> {
            List<AuditRow> rows = tables.audit.stream().filter(row -> row.at().isBefore(before)).limit(limit).toList();
            rows.forEach(tables.audit::remove);
            List<AuditCounter> old = tables.counters.values().stream().filter(counter -> counter.hour().isBefore(before))
                    .limit(limit - rows.size()).toList();
            tables.counters.values().removeAll(old);
            return rows.size() + old.size();
        });
    }
}
