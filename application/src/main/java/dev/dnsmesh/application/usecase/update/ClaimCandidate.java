package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.record.claim.ClaimLife;
import dev.dnsmesh.domain.record.claim.ClaimOwner;
import dev.dnsmesh.domain.record.claim.ParsedClaim;
import dev.dnsmesh.domain.update.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * A claim of which everything fits but for the signature, which has not been looked at.
 *
 * @param change as the claim will be stored: with its bounded life, and displacing the oldest where the owner is full
 */
record ClaimCandidate(ClaimOwner owner, ParsedClaim claim, Change.Add change) {
    /** Empty where the value is no claim, of another slot than its owner says, or outside its time. */
    static Optional<ClaimCandidate> of(Change.Add add, ClaimOwner owner, ClaimLife life, Instant now) {
        return add.value().text().flatMap(ParsedClaim::parse)
                .filter(claim -> claim.claim().slot().equals(owner.slot()) && life.admits(claim, now))
                .map(claim -> new ClaimCandidate(owner, claim, new Change.Add(add.owner(), add.value(),
                        life.stored(claim.claim(), add.ttl(), now), Change.WhenFull.REPLACE_OLDEST)));
    }
}
