package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.rrset.StoredRecord;

/** What a planned batch does to one row. At most one for each (owner, value). */
public sealed interface RowChange {
    /** No row stands at this owner and value. */
    record Insert(StoredRecord row) implements RowChange {
    }

    /** {@code before} stands and becomes {@code after}, which has the same owner and value. */
    record Replace(StoredRecord before, StoredRecord after) implements RowChange {
    }

    /** The row stands and goes, live or expired. */
    record Delete(StoredRecord row) implements RowChange {
    }
}
