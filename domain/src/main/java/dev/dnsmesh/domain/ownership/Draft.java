package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A change in the making: rows and entries laid over what a storage has. The end of an entry follows from the credentials
 * that hold its name, so it is worked out once all rows are in.
 */
final class Draft {
    private final AccessSnapshot before;
    private final Terms terms;
    private final Map<TsigKeyName, TsigKey> keys = new LinkedHashMap<>();
    private final Map<TokenHash, Token> tokens = new LinkedHashMap<>();
    /** Keys whose row is overwritten by one that may hold other names: they ended now. */
    private final List<TsigKey> overwritten = new ArrayList<>();
    private final SortedMap<HeldName, OwnershipEntry> entries = new TreeMap<>();
    private final SortedSet<HeldName> freed = new TreeSet<>();
    private final List<AuditRow> audit = new ArrayList<>();
    private Optional<Subject> first = Optional.empty();

    Draft(AccessSnapshot before, Terms terms) {
        this.before = before;
        this.terms = terms;
    }

    void put(TsigKey key) {
        if (!keys.containsKey(key.name())) {
            before.key(key.name()).map(old -> old.revokedAt(terms.now())).ifPresent(overwritten::add);
        }
        keys.put(key.name(), key);
    }

    void put(Token token) {
        tokens.put(token.hash(), token);
    }

    void audit(AuditRow row) {
        audit.add(row);
    }

    void first(Subject subject) {
        first = Optional.of(subject);
    }

    Optional<OwnershipEntry> held(HeldName name) {
        return Optional.ofNullable(entries.get(name)).or(() -> before.entry(name)).filter(e -> e.isHeldAt(terms.now()));
    }

    /** Gives the name to the holder, whoever had it. Its end is worked out by {@link #finish}. */
    void give(HeldName name, Holder holder, Subject subject) {
        Optional<OwnershipEntry> own = held(name).filter(e -> e.holder().equals(holder));
        entries.put(name, new OwnershipEntry(name, holder, own.map(OwnershipEntry::subject).orElse(subject),
                own.map(OwnershipEntry::since).orElse(terms.now()), Optional.empty()));
    }

    /** The name goes on for another subject of the same holder. */
    void pass(OwnershipEntry entry, Subject other) {
        entries.put(entry.name(), new OwnershipEntry(entry.name(), entry.holder(), other, entry.since(), entry.heldUntil()));
    }

    void free(HeldName name) {
        entries.remove(name);
        freed.add(name);
    }

    boolean hasPut(TokenHash hash) {
        return tokens.containsKey(hash);
    }

    /** The end of these names changed with a credential of this holder. */
    void touch(Set<HeldName> names, Holder holder) {
        for (HeldName name : names) {
            if (!entries.containsKey(name) && !freed.contains(name)) {
                before.entry(name).filter(e -> e.holder().equals(holder)).ifPresent(e -> entries.put(name, e));
            }
        }
    }

    AccessWrite finish() {
        for (TsigKey old : overwritten) {
            old.registered().ifPresent(key -> touch(HeldName.of(old), new Holder.Key(key)));
        }
        List<OwnershipEntry> held = new ArrayList<>();
        SortedSet<HeldName> gone = new TreeSet<>(freed);
        for (OwnershipEntry entry : entries.values()) {
            OwnershipEntry ending = new OwnershipEntry(entry.name(), entry.holder(), entry.subject(), entry.since(),
                    endOf(entry));
            if (ending.isHeldAt(terms.now())) {
                held.add(ending);
            } else {
                gone.add(entry.name());
            }
        }
        return new AccessWrite(List.copyOf(keys.values()), List.copyOf(tokens.values()), held, List.copyOf(gone), audit,
                first);
    }

    private Optional<Instant> endOf(OwnershipEntry entry) {
        return switch (entry.holder()) {
            case Holder.Key(var key) -> latest(Stream.concat(keyEnds(entry.name(), key),
                    tokenEnds(entry.name(), before.tokensRegisteredBy(key), Optional.of(key))).toList(), terms.hold());
            case Holder.Operator ignored -> latest(
                    tokenEnds(entry.name(), before.tokensOf(entry.subject()), Optional.empty()).toList(), Duration.ZERO);
        };
    }

    private Stream<Optional<Instant>> keyEnds(HeldName name, Ed25519PublicKey holder) {
        Map<TsigKeyName, TsigKey> rows = new HashMap<>();
        before.keysRegisteredBy(holder).forEach(row -> rows.put(row.name(), row));
        rows.putAll(keys);
        return Stream.concat(rows.values().stream(), overwritten.stream())
                .filter(row -> row.registered().equals(Optional.of(holder)) && HeldName.of(row).contains(name))
                .map(TsigKey::endsAt);
    }

    private Stream<Optional<Instant>> tokenEnds(HeldName name, List<Token> stored, Optional<Ed25519PublicKey> holder) {
        Map<TokenHash, Token> rows = new HashMap<>();
        stored.forEach(row -> rows.put(row.hash(), row));
        rows.putAll(tokens);
        return rows.values().stream()
                .filter(row -> row.registered().equals(holder) && HeldName.of(row).contains(name))
                .map(Token::endsAt);
    }

    /** The latest of the ends and the hold time after it; empty where one has no end; from now on where there is none. */
    private Optional<Instant> latest(List<Optional<Instant>> ends, Duration hold) {
        if (ends.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Instant last = ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder()).orElse(terms.now());
        return Optional.of(last.plus(hold));
    }
}
