package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who holds which subject and literal name (registration.md W1 to W5). {@link TsigKeyStore} and {@link TokenStore} write
 * it with their rows; transactions, durability, threads and failures as there.
 */
public interface OwnershipRegistry {
    /** Entries in the order of their names, lapsed ones too unless they were pruned; those of one subject where given. */
    List<OwnershipEntry> list(Optional<Subject> subject);

    /** As {@link dev.dnsmesh.domain.ownership.ReleasePlanner#release} plans it. */
    ReleaseOutcome release(Subject subject, Actor actor, Terms terms);

    /** Deletes up to {@code limit} entries that are held no more at {@code now}; returns how many went. */
    int prune(Instant now, int limit);
}
