package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.spi.AccessTables;
import dev.dnsmesh.application.spi.AccessTransactions;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Keys, tokens, ownership and audit in memory: plans are made and written under the lock of all tables. */
final class InMemoryAccess implements AccessTransactions {
    private final InMemoryTables all;
    private final InMemoryAccessTables tables;
    private final List<AuditRow> audit = new ArrayList<>();
    private final SortedMap<CounterKey, Long> counters = new TreeMap<>(
            Comparator.comparing(CounterKey::hour).reversed().thenComparing(CounterKey::event));

    private record CounterKey(Instant hour, AuditEvent event) {
    }

    InMemoryAccess(InMemoryTables all) {
        this.all = all;
        this.tables = new InMemoryAccessTables(all.keys, audit);
    }

    InMemoryAccessTables tables() {
        return tables;
    }

    List<AuditRow> auditRows() {
        return List.copyOf(audit);
    }

    void append(AuditRow row) {
        audit.add(row);
    }

    List<AuditCounter> auditCounters() {
        return counters.entrySet().stream()
                .map(entry -> new AuditCounter(entry.getKey().hour(), entry.getKey().event(), entry.getValue())).toList();
    }

    void put(AuditCounter counter) {
        counters.put(new CounterKey(counter.hour(), counter.event()), counter.count());
    }

    @Override
    public <T> T write(Function<AccessTables, T> work) {
        return all.locked(() -> work.apply(tables));
    }

    @Override
    public <T> Optional<T> tryRead(Function<AccessTables, T> work) {
        return Optional.of(read(work));
    }

    AuditLog audit() {
        return new AuditLog() {
            @Override
            public void append(AuditRow row) {
                all.locked(() -> audit.add(row));
            }

            @Override
            public void count(AuditEvent event, Instant at, long amount) {
                CounterKey key = new CounterKey(at.truncatedTo(ChronoUnit.HOURS), event);
                all.locked(() -> counters.merge(key, amount, Long::sum));
            }

            @Override
            public List<AuditRow> tail(Optional<AuditEvent> event, int limit) {
                return all.locked(() -> audit.reversed().stream()
                        .filter(row -> event.isEmpty() || row.event() == event.get()).limit(limit).toList());
            }

            @Override
            public List<AuditCounter> counters(Optional<AuditEvent> event, int limit) {
                return all.locked(() -> auditCounters().stream()
                        .filter(counter -> event.isEmpty() || counter.event() == event.get()).limit(limit).toList());
            }

            @Override
            public int prune(Instant before, int limit) {
                return all.locked(() -> {
                    List<AuditRow> old = audit.stream().filter(row -> row.at().isBefore(before)).limit(limit).toList();
                    old.forEach(audit::remove);
                    List<CounterKey> hours = counters.keySet().stream()
                            .filter(key -> key.hour().isBefore(before)).limit(limit - old.size()).toList();
                    hours.forEach(counters::remove);
                    return old.size() + hours.size();
                });
            }
        };
    }
}
