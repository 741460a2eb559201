package dev.dnsmesh.domain.transfer;

import java.util.Locale;

/** What a storage holds, in the order in which it is carried over. */
public enum RowKind {
    RECORDS, DELETIONS, TSIG_KEYS, TOKENS, OWNERSHIP, AUDIT, AUDIT_COUNTERS, WATERMARKS, REPLAYS,
    /** Exactly one row: what the storage knows about itself. */
    HISTORY;

    /** As shown: lower case, hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
