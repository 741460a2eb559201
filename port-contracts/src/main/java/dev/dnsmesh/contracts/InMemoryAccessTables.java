package dev.dnsmesh.contracts;

import dev.dnsmesh.application.spi.AccessTables;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.ownership.AccessWrite;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of {@link InMemoryAccess}, which guards them. */
final class InMemoryAccessTables implements AccessTables {
    private final Map<TsigKeyName, TsigKey> keys;
    private final SortedMap<TokenHash, Token> tokens = new TreeMap<>();
    private final SortedMap<HeldName, OwnershipEntry> entries = new TreeMap<>();
    private final List<AuditRow> audit;
    private Optional<Subject> first = Optional.empty();

    /** @param keys shared with the record store, which reads the row that signed again */
    InMemoryAccessTables(Map<TsigKeyName, TsigKey> keys, List<AuditRow> audit) {
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public void write(AccessWrite write) {
        write.keys().forEach(key -> keys.put(key.name(), key));
        write.tokens().forEach(token -> tokens.put(token.hash(), token));
        write.held().forEach(entry -> entries.put(entry.name(), entry));
        write.freed().forEach(entries::remove);
        audit.addAll(write.audit());
        first = first.or(write::first);
    }

    void put(TsigKey key) {
        keys.put(key.name(), key);
    }

    void put(Token token) {
        tokens.put(token.hash(), token);
    }

    void put(OwnershipEntry entry) {
        entries.put(entry.name(), entry);
    }

    void firstRegistered(Optional<Subject> subject) {
        first = subject;
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
        return entries.values();
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return Optional.ofNullable(keys.get(name));
    }

    @Override
    public Optional<Subject> firstRegistered() {
        return first;
    }
}
