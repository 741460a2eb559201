package dev.dnsmesh.domain.rrset;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Instant;
import java.util.Comparator;

/**
 * One row of the record store (cluster.md 2). Its key is (owner, value).
 *
 * @param ttl       of the last write
 * @param expiresAt whole seconds; the row is gone at this instant
 * @param storedAt  stamp of the transaction that last wrote it
 * @param published stamp in ms of the direct publish it stems from, 0 = unknown (cluster.md 13.6 {@code pub})
 */
public record StoredRecord(OwnerName owner, TxtValue value, TimeToLive ttl, Instant expiresAt, Stamp storedAt,
                           long published) {
    /** The order of pages and cursors: (stored_ts, name, value hash). */
    public static final Comparator<StoredRecord> BY_STAMP = Comparator.comparing(StoredRecord::storedAt)
            .thenComparing(StoredRecord::owner).thenComparing(r -> r.value().hash());

    public StoredRecord {
        if (expiresAt.getNano() != 0) {
            throw new IllegalArgumentException("expiry is in whole seconds: " + expiresAt);
        }
    }

    /** Live while {@code expires_at > now} in whole seconds. */
    public boolean isLiveAt(Instant now) {
        return expiresAt.getEpochSecond() > now.getEpochSecond();
    }

    /** Whole seconds left, at least 1 for a live row. */
    public long remainingAt(Instant now) {
        return expiresAt.getEpochSecond() - now.getEpochSecond();
    }

    /** The same row in a rebase of the store (cluster.md 13.2 rule 5). */
    public StoredRecord rebased(Stamp to) {
        return new StoredRecord(owner, value, ttl, expiresAt, to, Math.min(published, to.millis()));
    }
}
