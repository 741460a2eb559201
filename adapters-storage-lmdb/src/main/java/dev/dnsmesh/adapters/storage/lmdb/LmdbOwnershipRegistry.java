package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.ReleasePlanner;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ownership registry in LMDB. */
final class LmdbOwnershipRegistry implements OwnershipRegistry {
    private final LmdbEnvironment environment;
    private final TsigKeyRows keys;

    LmdbOwnershipRegistry(LmdbEnvironment environment, TsigKeyRows keys) {
        this.environment = environment;
        this.keys = keys;
    }

    @Override
    public List<OwnershipEntry> list(Optional<Subject> subject) {
        return environment.read(
                view -> subject.map(of -> OwnershipRows.of(view, of)).orElseGet(() -> OwnershipRows.all(view)));
    }

    @Override
    public ReleaseOutcome release(Subject subject, Actor actor, Terms terms) {
        return AccessView.transact(environment, keys, before -> ReleasePlanner.release(subject, actor, terms, before));
    }

    @Override
    public int prune(Instant now, int limit) {
        // looks through all of them, for which no writer shall wait
        List<HeldName> lapsed = environment.read(view -> OwnershipRows.lapsed(view, now, limit));
        return lapsed.isEmpty() ? 0 : environment.write(view -> OwnershipRows.prune(view, now, lapsed));
    }
}
