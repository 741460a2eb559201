package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.Plan;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.StoreSnapshot;
import dev.dnsmesh.domain.update.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All rows, and what the planners of the domain ask about them. A planner decides; a storage only reads for it and writes
 * what it returns, both in one transaction: here, under one lock.
 */
final class Tables implements StoreSnapshot, AccessSnapshot {
    /** By name key, in whose order everything below a name stands right behind it. */
    final NavigableMap<NameKey, Map<TxtValue, StoredRecord>> records = new TreeMap<>();
    final Map<ReplayId, Instant> replays = new HashMap<>();
    final NavigableMap<TsigKeyName, TsigKey> keys = new TreeMap<>();
    final NavigableMap<TokenHash, Token> tokens = new TreeMap<>();
    final NavigableMap<HeldName, OwnershipEntry> owners = new TreeMap<>();
    final NavigableMap<String, Watermark> watermarks = new TreeMap<>();
    final List<AuditRow> audit = new ArrayList<>();
    final NavigableMap<String, AuditCounter> counters = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final TimeSource time;
    private final RandomSource random;
    private final long maxRecords;
    private Optional<Subject> first = Optional.empty();
    private Stamp last = Stamp.NONE;
    private Octets instance;
    private boolean closed;

    Tables(TimeSource time, RandomSource random, long maxRecords) {
        this.time = time;
        this.random = random;
        this.maxRecords = maxRecords;
        instance = random.octets(16);
    }

    /** One transaction. */
    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StorageUnavailable("the storage is closed");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Reads for the planner and writes its plan. */
    <O> O transact(Function<AccessSnapshot, Plan<O>> planner) {
        return locked(() -> {
            Plan<O> plan = planner.apply(this);
            plan.write().keys().forEach(row -> keys.put(row.name(), row));
            plan.write().tokens().forEach(row -> tokens.put(row.hash(), row));
            plan.write().held().forEach(row -> owners.put(row.name(), row));
            plan.write().freed().forEach(owners::remove);
            audit.addAll(plan.write().audit());
            first = first.or(plan.write()::first);
            return plan.outcome();
        });
    }

    void close() {
        lock.lock();
        closed = true;
        lock.unlock();
    }

    /** The stamp of a transaction that begins now. A clock that had been far ahead makes all rows be stamped anew. */
    Stamp nextStamp() {
        long now = time.now().toEpochMilli();
        if (last.needsRebase(now)) {
            last = Stamp.rebased(now);
            records.values().forEach(rrset -> rrset.replaceAll((value, row) -> row.rebased(last)));
            instance = random.octets(16);
        }
        return last.next(now);
    }

    void stamped(Stamp stamp) {
        last = stamp;
    }

    Stamp lastStamp() {
        return last;
    }

    Octets instance() {
        return instance;
    }

    void demandRoom(long more) {
        if (more > 0 && rows().count() + more > maxRecords) {
            throw new StorageUnavailable("the storage is full (" + MemoryStorageAdapter.MAX_RECORDS + ")");
        }
    }

    void put(StoredRecord row) {
        records.computeIfAbsent(NameKey.of(row.owner()), name -> new HashMap<>()).put(row.value(), row);
    }

    void remove(StoredRecord row) {
        records.computeIfPresent(NameKey.of(row.owner()), (name, rrset) -> {
            rrset.remove(row.value());
            return rrset.isEmpty() ? null : rrset;
        });
    }

    Stream<StoredRecord> rows() {
        return records.values().stream().flatMap(rrset -> rrset.values().stream());
    }

    @Override
    public List<StoredRecord> rowsAt(OwnerName owner) {
        return List.copyOf(records.getOrDefault(NameKey.of(owner), Map.of()).values());
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return Optional.ofNullable(replays.get(id)).filter(end -> end.isAfter(now)).map(end -> Rcode.NOERROR);
    }

    @Override
    public long replayEntries() {
        return replays.size();
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return Optional.ofNullable(keys.get(name));
    }

    @Override
    public List<TsigKey> keysOf(Subject subject) {
        return those(keys.values(), key -> key.subject().equals(Optional.of(subject)));
    }

    @Override
    public List<TsigKey> keysRegisteredBy(Ed25519PublicKey key) {
        return those(keys.values(), row -> row.registered().equals(Optional.of(key)));
    }

    @Override
    public Optional<Token> token(TokenHash hash) {
        return Optional.ofNullable(tokens.get(hash));
    }

    @Override
    public List<Token> tokensBeginning(String hexPrefix, int limit) {
        return tokens.values().stream().filter(token -> token.hash().hex().startsWith(hexPrefix)).limit(limit).toList();
    }

    @Override
    public List<Token> tokensOf(Subject subject) {
        return those(tokens.values(), token -> token.subject().equals(subject));
    }

    @Override
    public List<Token> tokensRegisteredBy(Ed25519PublicKey key) {
        return those(tokens.values(), row -> row.registered().equals(Optional.of(key)));
    }

    @Override
    public Optional<OwnershipEntry> entry(HeldName name) {
        return Optional.ofNullable(owners.get(name));
    }

    @Override
    public List<OwnershipEntry> entriesOf(Subject subject) {
        return those(owners.values(), entry -> entry.subject().equals(subject));
    }

    @Override
    public Optional<Subject> firstRegistered() {
        return first;
    }

    static <T> List<T> those(Collection<T> rows, Predicate<T> which) {
        return rows.stream().filter(which).toList();
    }
}
