package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;

/** What names one row of {@code records}. */
record RowKey(OwnerName owner, TxtValue value) {
    static RowKey of(StoredRecord row) {
        return new RowKey(row.owner(), row.value());
    }
}
