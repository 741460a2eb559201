package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the ownership registry. Its key is the name.
 *
 * @param subject   whose registration brought the name
 * @param since     when this holder took it
 * @param heldUntil another key may take it from this instant on; empty = while a credential without end lives. Outlives
 *                  the last credential by the hold time (W5)
 */
public record OwnershipEntry(HeldName name, Holder holder, Subject subject, Instant since, Optional<Instant> heldUntil) {
    public boolean isHeldAt(Instant now) {
        return heldUntil.map(end -> end.isAfter(now)).orElse(true);
    }
}
