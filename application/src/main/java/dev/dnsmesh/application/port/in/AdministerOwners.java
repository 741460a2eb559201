package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import java.util.List;
import java.util.Optional;

/** What an operator does with the ownership registry (registration.md W5, W16). */
public interface AdministerOwners {
    /** In the order of the names, those of one subject where given. */
    List<OwnershipEntry> list(Optional<Subject> subject);

    /** Frees the names of a subject and ends the credentials that hold them. */
    ReleaseOutcome release(Subject subject, String user);
}
