package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store of maps that writes what planners return. */
final class MapAccess implements AccessSnapshot {
    final Map<TsigKeyName, TsigKey> keys = new TreeMap<>();
    final Map<TokenHash, Token> tokens = new TreeMap<>();
    final Map<HeldName, OwnershipEntry> entries = new TreeMap<>();
    final List<AuditRow> audit = new ArrayList<>();
    private Optional<Subject> first = Optional.empty();

    <O> O run(Plan<O> plan) {
        AccessWrite write = plan.write();
        write.keys().forEach(key -> keys.put(key.name(), key));
        write.tokens().forEach(token -> tokens.put(token.hash(), token));
        write.held().forEach(entry -> entries.put(entry.name(), entry));
        write.freed().forEach(entries::remove);
        audit.addAll(write.audit());
        first = first.or(write::first);
        return plan.outcome();
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
