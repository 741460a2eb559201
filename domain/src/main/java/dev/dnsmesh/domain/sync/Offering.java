package dev.dnsmesh.domain.sync;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;

/** Which rows are those of one node alone, whatever their signatures say (cluster.md 13.4). */
public final class Offering {
    private Offering() {
    }

    /** A peer may take the row, if it verifies. */
    public static boolean isOfferable(OwnerName owner, TxtValue value) {
        return !ReservedNames.isLocal(owner.text()) && value.text().filter(text -> !text.isEmpty()).map(text -> switch (RowKind.of(text)) {
            case UNKNOWN_RECORD -> false;
            case FOREIGN -> !ReservedNames.contains(owner.text());
            case MANIFEST, IDENTITY, PREKEY, CLUSTER, BOOTSTRAP, CHUNK, CLAIM, ROTATION, REVOCATION -> true;
        }).orElse(false);
    }
}
