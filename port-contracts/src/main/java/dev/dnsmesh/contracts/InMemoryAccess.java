package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.RegisteredRecipients;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.AccessWrite;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyPlanner;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.Plan;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.ReleasePlanner;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenOutcome;
import dev.dnsmesh.domain.ownership.TokenPlanner;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
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
final class InMemoryAccess {
    private final InMemoryTables all;
    private final InMemoryAccessTables tables;
    private final List<AuditRow> audit = new ArrayList<>();
    private final SortedMap<CounterKey, Long> counters = new TreeMap<>(
            Comparator.comparing(CounterKey::hour).reversed().thenComparing(CounterKey::event));

    private record CounterKey(Instant hour, AuditEvent event) {
    }

    InMemoryAccess(InMemoryTables all) {
        this.all = all;
        this.tables = new InMemoryAccessTables(all.keys);
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

    private <O> O transact(Function<AccessSnapshot, Plan<O>> planner) {
        return all.locked(() -> {
            Plan<O> plan = planner.apply(tables);
            AccessWrite write = plan.write();
            tables.write(write);
            audit.addAll(write.audit());
            return plan.outcome();
        });
    }

    private <T> T read(Function<InMemoryAccessTables, T> reader) {
        return all.locked(() -> reader.apply(tables));
    }

    TsigKeyStore tsigKeys() {
        return new TsigKeyStore() {
            @Override
            public Optional<TsigKey> find(TsigKeyName name) {
                return read(t -> t.key(name));
            }

            @Override
            public List<TsigKey> list(Optional<Subject> subject) {
                return read(t -> t.allKeys().stream()
                        .filter(key -> subject.isEmpty() || key.subject().equals(subject)).toList());
            }

            @Override
            public Glimpse tryFind(TsigKeyName name) {
                return new Glimpse.Known(find(name));
            }

            @Override
            public boolean isRecipient(MailboxHash hash, OwnerName zone, Instant now) {
                return read(t -> RegisteredRecipients.of(t.allKeys(), zone, now).contains(hash));
            }

            @Override
            public MintOutcome mint(MintRequest request) {
                return transact(snapshot -> KeyPlanner.mint(request, snapshot));
            }

            @Override
            public RotateOutcome rotate(RotateRequest request) {
                return transact(snapshot -> KeyPlanner.rotate(request, snapshot));
            }

            @Override
            public TakeOver put(TsigKey key, Terms terms) {
                return transact(snapshot -> KeyPlanner.takeOver(key, terms, snapshot));
            }

            @Override
            public RevokeOutcome revoke(KeyTarget target, Actor actor, Terms terms) {
                return transact(snapshot -> KeyPlanner.revoke(target, actor, terms, snapshot));
            }
        };
    }

    TokenStore tokens() {
        return new TokenStore() {
            @Override
            public Optional<Token> find(TokenHash hash) {
                return read(t -> t.token(hash));
            }

            @Override
            public List<Token> list(Optional<Subject> subject) {
                return read(t -> t.allTokens().stream()
                        .filter(token -> subject.isEmpty() || token.subject().equals(subject.get()))
                        .sorted(Comparator.comparing(Token::issuedAt).reversed()).toList());
            }

            @Override
            public TokenOutcome issue(TokenRequest request) {
                return transact(snapshot -> TokenPlanner.issue(request, snapshot));
            }

            @Override
            public TakeOver put(Token token, Terms terms) {
                return transact(snapshot -> TokenPlanner.takeOver(token, terms, snapshot));
            }

            @Override
            public RevokeOutcome revoke(TokenTarget target, Actor actor, Terms terms) {
                return transact(snapshot -> TokenPlanner.revoke(target, actor, terms, snapshot));
            }
        };
    }

    OwnershipRegistry ownership() {
        return new OwnershipRegistry() {
            @Override
            public List<OwnershipEntry> list(Optional<Subject> subject) {
                return read(t -> t.allEntries().stream()
                        .filter(entry -> subject.isEmpty() || entry.subject().equals(subject.get())).toList());
            }

            @Override
            public ReleaseOutcome release(Subject subject, Actor actor, Terms terms) {
                return transact(snapshot -> ReleasePlanner.release(subject, actor, terms, snapshot));
            }

            @Override
            public int prune(Instant now, int limit) {
                return read(t -> t.prune(now, limit));
            }
        };
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
