package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.RegisteredRecipients;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyPlanner;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.Plan;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The TSIG keys in LMDB. */
final class LmdbTsigKeyStore implements TsigKeyStore {
    private final LmdbEnvironment environment;
    private final TsigKeyRows keys;

    LmdbTsigKeyStore(LmdbEnvironment environment, TsigKeyRows keys) {
        this.environment = environment;
        this.keys = keys;
    }

    @Override
    public Optional<TsigKey> find(TsigKeyName name) {
        return environment.read(view -> keys.find(view, name));
    }

    /** The row lies in the map; only a storage that is very busy reading makes it wait. */
    @Override
    public Glimpse tryFind(TsigKeyName name) {
        return environment.tryRead(view -> keys.find(view, name)).<Glimpse>map(Glimpse.Known::new).orElseGet(Glimpse.Unknown::new);
    }

    @Override
    public List<TsigKey> list(Optional<Subject> subject) {
        return environment.read(view -> subject.map(of -> keys.of(view, of)).orElseGet(() -> keys.all(view)));
    }

    @Override
    public boolean isRecipient(MailboxHash hash, OwnerName zone, Instant now) {
        return environment.read(view -> RegisteredRecipients.of(keys.candidates(view, hash), zone, now).contains(hash));
    }

    @Override
    public MintOutcome mint(MintRequest request) {
        return transact(before -> KeyPlanner.mint(request, before));
    }

    @Override
    public RotateOutcome rotate(RotateRequest request) {
        return transact(before -> KeyPlanner.rotate(request, before));
    }

    @Override
    public TakeOver put(TsigKey key, Terms terms) {
        return transact(before -> KeyPlanner.takeOver(key, terms, before));
    }

    @Override
    public RevokeOutcome revoke(KeyTarget target, Actor actor, Terms terms) {
        return transact(before -> KeyPlanner.revoke(target, actor, terms, before));
    }

    private <O> O transact(Function<AccessSnapshot, Plan<O>> planner) {
        return AccessView.transact(environment, keys, planner);
    }
}
