package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.ReleasePlanner;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Held names. */
record MemoryOwnershipRegistry(Tables tables) implements OwnershipRegistry {
    @Override
    public List<OwnershipEntry> list(Optional<Subject> subject) {
        return tables.locked(() -> subject.map(tables::entriesOf).orElseGet(() -> List.copyOf(tables.owners.values())));
    }

    @Override
    public ReleaseOutcome release(Subject subject, Actor actor, Terms terms) {
        return tables.transact(before -> ReleasePlanner.release(subject, actor, terms, before));
    }

    @Override
    public int prune(Instant now, int limit) {
        return tables.locked(() -> {
            List<OwnershipEntry> lapsed = tables.owners.values().stream().filter(entry -> !entry.isHeldAt(now)).limit(limit).toList();
            lapsed.forEach(entry -> tables.owners.remove(entry.name()));
            return lapsed.size();
        });
    }
}
