package dev.dnsmesh.domain.rrset;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Instant;

/**
 * That a value was deleted at a name, kept so that peers learn of it and none of them brings the value back (cluster.md 13.6).
 * A name and hash have a live row or a tombstone, never both.
 *
 * @param hash      of the value
 * @param deletedAt {@code del}: stamp of the deletion in ms; rows that were published later win
 * @param keptUntil whole seconds
 * @param storedAt  stamp of the transaction that recorded it here
 */
public record Tombstone(OwnerName owner, Octets hash, long deletedAt, Instant keptUntil, Stamp storedAt) {
    public Tombstone {
        if (keptUntil.getNano() != 0) {
            throw new IllegalArgumentException("tombstones are kept for whole seconds: " + keptUntil);
        }
    }

    public boolean isKeptAt(Instant now) {
        return keptUntil.getEpochSecond() > now.getEpochSecond();
    }

    /** A row of the same value that was published then is newer. */
    public boolean yieldsTo(long published) {
        return published > deletedAt;
    }

    /** The same tombstone in a rebase of the store (cluster.md 13.2 rule 5). */
    public Tombstone rebased(Stamp to) {
        return new Tombstone(owner, hash, Math.min(deletedAt, to.millis()), keptUntil, to);
    }
}
