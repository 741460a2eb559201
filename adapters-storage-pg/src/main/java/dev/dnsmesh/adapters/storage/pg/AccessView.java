package dev.dnsmesh.adapters.storage.pg;

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
import org.jdbi.v3.core.Handle;

/** What the planners of {@code domain.ownership} see of the writing transaction, and how their plans are written. */
record AccessView(Handle handle, NodeState state, TsigKeyRows keys) implements AccessSnapshot {
    /** Plans and writes in one transaction. */
    static <O> O transact(Writer writer, TsigKeyRows keys, Function<AccessSnapshot, Plan<O>> planner) {
        return writer.write(view -> {
            AccessView access = new AccessView(view.handle(), view.state(), keys);
            Plan<O> plan = planner.apply(access);
            access.write(plan.write());
            return plan.outcome();
        });
    }

    private void write(AccessWrite write) {
        if (write.isNothing()) {
            return;
        }
        write.keys().forEach(key -> keys.put(handle, key));
        write.tokens().forEach(token -> TokenRows.put(handle, token));
        write.held().forEach(entry -> OwnershipRows.put(handle, entry));
        write.freed().forEach(name -> OwnershipRows.delete(handle, name));
        if (!write.audit().isEmpty()) {
            AuditRows.append(handle, write.audit());
        }
        write.first().ifPresent(subject -> NodeState.writeFirst(handle, subject));
    }

    @Override
    public Optional<TsigKey> key(TsigKeyName name) {
        return keys.named(handle, List.of(name)).stream().findFirst();
    }

    @Override
    public List<TsigKey> keysOf(Subject subject) {
        return keys.of(handle, subject);
    }

    @Override
    public List<TsigKey> keysRegisteredBy(Ed25519PublicKey key) {
        return keys.registeredBy(handle, key);
    }

    @Override
    public Optional<Token> token(TokenHash hash) {
        return TokenRows.hashed(handle, List.of(hash)).stream().findFirst();
    }

    @Override
    public List<Token> tokensBeginning(String hexPrefix, int limit) {
        return TokenRows.beginning(handle, hexPrefix, limit);
    }

    @Override
    public List<Token> tokensOf(Subject subject) {
        return TokenRows.of(handle, subject);
    }

    @Override
    public List<Token> tokensRegisteredBy(Ed25519PublicKey key) {
        return TokenRows.registeredBy(handle, key);
    }

    @Override
    public Optional<OwnershipEntry> entry(HeldName name) {
        return OwnershipRows.find(handle, name);
    }

    @Override
    public List<OwnershipEntry> entriesOf(Subject subject) {
        return OwnershipRows.of(handle, subject);
    }

    @Override
    public Optional<Subject> firstRegistered() {
        return state.first();
    }
}
