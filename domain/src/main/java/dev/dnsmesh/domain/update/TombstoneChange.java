package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.rrset.Tombstone;
import java.util.Optional;

/** What a planned batch does to one tombstone. At most one for each (owner, hash). */
public sealed interface TombstoneChange {
    /** {@code before} stands, where there is one, and becomes {@code after}. */
    record Put(Optional<Tombstone> before, Tombstone after) implements TombstoneChange {
    }

    /** It stands and goes. */
    record Remove(Tombstone tombstone) implements TombstoneChange {
    }
}
