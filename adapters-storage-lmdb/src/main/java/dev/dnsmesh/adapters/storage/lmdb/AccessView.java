package dev.dnsmesh.adapters.storage.lmdb;

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
import dev.dnsmesh.domain.ownership.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the planners of {@code domain.ownership} see of the writing transaction, and how their plans are written. */
record AccessView(WriteView view, TsigKeyRows keys) implements AccessSnapshot {
    /** Plans and writes in one transaction. */
    static <O> O transact(LmdbEnvironment environment, TsigKeyRows keys, Function<AccessSnapshot, Plan<O>> planner) {
        return environment.write(view -> {
            AccessView access = new AccessView(view, keys);
            Plan<O> plan = planner.apply(access);
            access.write(plan.write());
            return plan.outcome();
        });
    }

    private void write(AccessWrite write) {
        if (write.isNothing()) {
            return;
        }
        view.demandRoom();
        write.keys().forEach(key -> keys.put(view, key));
        write.tokens().forEach(token -> TokenRows.put(view, token));
        write.held().forEach(entry -> OwnershipRows.put(view, entry));
        write.freed().forEach(name -> OwnershipRows.delete(view, name));
        write.audit().forEach(row -> AuditRows.append(view, row));
        if (firstRegistered().isEmpty()) {
            write.first().ifPresent(subject -> MetaTable.putFirstRegistered(view, subject));
        }
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return keys.find(view, name);
    }

    @Override
    public List<TsigKey> keysOf(Subject subject) {
        return keys.of(view, subject);
    }

    @Override
    public List<TsigKey> keysRegisteredBy(Ed25519PublicKey key) {
        return keys.registeredBy(view, key);
    }

    @Override
    public Optional<Token> token(TokenHash hash) {
        return TokenRows.find(view, hash);
    }

    @Override
    public List<Token> tokensBeginning(String hexPrefix, int limit) {
        return TokenRows.beginning(view, hexPrefix, limit);
    }

    @Override
    public List<Token> tokensOf(Subject subject) {
        return TokenRows.of(view, subject);
    }

    @Override
    public List<Token> tokensRegisteredBy(Ed25519PublicKey key) {
        return TokenRows.registeredBy(view, key);
    }

    @Override
    public Optional<OwnershipEntry> entry(HeldName name) {
        return OwnershipRows.find(view, name);
    }

    @Override
    public List<OwnershipEntry> entriesOf(Subject subject) {
        return OwnershipRows.of(view, subject);
    }

    @Override
    public Optional<Subject> firstRegistered() {
        return MetaTable.firstRegistered(view);
    }
}
