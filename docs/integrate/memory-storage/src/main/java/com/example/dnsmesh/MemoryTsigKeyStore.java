package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.RegisteredRecipients;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyPlanner;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** TSIG keys by name. */
record MemoryTsigKeyStore(Tables tables) implements TsigKeyStore {
    @Override
    public Optional<TsigKey> find(TsigKeyName name) {
        return tables.locked(() -> tables.key(name));
    }

    @Override
    public List<TsigKey> list(Optional<Subject> subject) {
        return tables.locked(() -> subject.map(tables::keysOf).orElseGet(() -> List.copyOf(tables.keys.values())));
    }

    @Override
    public boolean isRecipient(MailboxHash hash, OwnerName zone, Instant now) {
        return tables.locked(() -> RegisteredRecipients.of(List.copyOf(tables.keys.values()), zone, now).contains(hash));
    }

    @Override
    public MintOutcome mint(MintRequest request) {
        return tables.transact(before -> KeyPlanner.mint(request, before));
    }

    @Override
    public RotateOutcome rotate(RotateRequest request) {
        return tables.transact(before -> KeyPlanner.rotate(request, before));
    }

    @Override
    public TakeOver put(TsigKey key, Terms terms) {
        return tables.transact(before -> KeyPlanner.takeOver(key, terms, before));
    }

    @Override
    public RevokeOutcome revoke(KeyTarget target, Actor actor, Terms terms) {
        return tables.transact(before -> KeyPlanner.revoke(target, actor, terms, before));
    }
}
