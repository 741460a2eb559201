package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.spi.AccessTables;
import dev.dnsmesh.application.spi.AccessTransactions;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.ownership.AccessWrite;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All rows, and what the planners of the domain ask about them. A planner decides; a storage only reads for it and writes
 * what it returns, both in one transaction: here, under one lock.
 */
final class Tables implements StoreSnapshot, AccessTables, AccessTransactions {
    /** By name key, in whose order everything below a name stands right behind it. */
    final NavigableMap<NameKey, Map<TxtValue, StoredRecord>> records = new TreeMap<>();
    final Map<ReplayId, Instant> replays = new HashMap<>();
    private final NavigableMap<TsigKeyName, TsigKey> keys = new TreeMap<>();
    private final NavigableMap<TokenHash, Token> tokens = new TreeMap<>();
    private final NavigableMap<HeldName, OwnershipEntry> owners = new TreeMap<>();
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

    /** Runs a planner on these tables, and writes its plan. */
    @Override
    public <T> T write(Function<AccessTables, T> work) {
        return locked(() -> work.apply(this));
    }

    @Override
    public void write(AccessWrite write) {
        write.keys().forEach(row -> keys.put(row.name(), row));
        write.tokens().forEach(row -> tokens.put(row.hash(), row));
        write.held().forEach(row -> owners.put(row.name(), row));
        write.freed().forEach(owners::remove);
        audit.addAll(write.audit());
        first = first.or(write::first);
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
    public Optional<Token> token(TokenHash hash) {
        return Optional.ofNullable(tokens.get(hash));
    }

    @Override
    public Collection<TsigKey> keys() {
        return keys.values();
    }

    @Override
    public Collection<Token> tokens() {
        return tokens.values();
    }

    @Override
    public Collection<OwnershipEntry> entries() {
        return owners.values();
    }

    @Override
    public Optional<Subject> firstRegistered() {
        return first;
    }
}
