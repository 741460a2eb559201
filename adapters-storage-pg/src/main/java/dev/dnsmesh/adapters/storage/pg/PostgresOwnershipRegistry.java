package dev.dnsmesh.adapters.storage.pg;

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

/** The ownership registry in PostgreSQL. */
final class PostgresOwnershipRegistry implements OwnershipRegistry {
    private final Connections connections;
    private final Writer writer;
    private final TsigKeyRows keys;

    PostgresOwnershipRegistry(Connections connections, Writer writer, TsigKeyRows keys) {
        this.connections = connections;
        this.writer = writer;
        this.keys = keys;
    }

    @Override
    public List<OwnershipEntry> list(Optional<Subject> subject) {
        return connections.read(
                handle -> subject.map(of -> OwnershipRows.of(handle, of)).orElseGet(() -> OwnershipRows.all(handle)));
    }

    @Override
    public ReleaseOutcome release(Subject subject, Actor actor, Terms terms) {
        return AccessView.transact(writer, keys, before -> ReleasePlanner.release(subject, actor, terms, before));
    }

    @Override
    public int prune(Instant now, int limit) {
        return writer.write(view -> OwnershipRows.prune(view.handle(), now, limit));
    }
}
