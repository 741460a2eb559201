package dev.dnsmesh.contracts;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.AccessWrite;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of {@link InMemoryAccess}, which guards them. */
final class InMemoryAccessTables implements AccessSnapshot {
    private final Map<TsigKeyName, TsigKey> keys;
    private final SortedMap<TokenHash, Token> tokens = new TreeMap<>();
    private final SortedMap<HeldName, OwnershipEntry> entries = new TreeMap<>();
    private Optional<Subject> first = Optional.empty();

    /** @param keys shared with the record store, which reads the row that signed again */
    InMemoryAccessTables(Map<TsigKeyName, TsigKey> keys) {
        this.keys = keys;
    }

    void write(AccessWrite write) {
        write.keys().forEach(key -> keys.put(key.name(), key));
        write.tokens().forEach(token -> tokens.put(token.hash(), token));
        write.held().forEach(entry -> entries.put(entry.name(), entry));
        write.freed().forEach(entries::remove);
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

    int prune(Instant now, int limit) {
        List<HeldName> lapsed = entries.values().stream().filter(entry -> !entry.isHeldAt(now)).limit(limit)
                .map(OwnershipEntry::name).toList();
        lapsed.forEach(entries::remove);
        return lapsed.size();
    }

    List<TsigKey> allKeys() {
        return List.copyOf(keys.values());
    }

    List<Token> allTokens() {
        return List.copyOf(tokens.values());
    }

    List<OwnershipEntry> allEntries() {
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return Optional.ofNullable(keys.get(name));
    }

    @Override
    public List<TsigKey> keysOf(Subject subject) {
        return keys.values().stream().filter(key -> key.subject().equals(Optional.of(subject))).toList();
    }

    @Override
    public List<TsigKey> keysRegisteredBy(Ed25519PublicKey key) {
        return keys.values().stream().filter(row -> row.registered().equals(Optional.of(key))).toList();
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
        return tokens.values().stream().filter(token -> token.subject().equals(subject)).toList();
    }

    @Override
    public List<Token> tokensRegisteredBy(Ed25519PublicKey key) {
        return tokens.values().stream().filter(row -> row.registered().equals(Optional.of(key))).toList();
    }

    @Override
    public Optional<OwnershipEntry> entry(HeldName name) {
        return Optional.ofNullable(entries.get(name));
    }

    @Override
    public List<OwnershipEntry> entriesOf(Subject subject) {
        return entries.values().stream().filter(entry -> entry.subject().equals(subject)).toList();
    }

    @Override
    public Optional<Subject> firstRegistered() {
        return first;
    }
}
