package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.UpdateBatch;
import dev.dnsmesh.domain.dns.Rcode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The records of a node. Key of a row is (owner, value); rows are live while {@code expires_at > now} in whole seconds
 * and invisible everywhere afterwards, swept or not. Safe for use by any number of threads. Methods block; they throw
 * {@link StorageUnavailable} or {@link StorageCorrupt}, nothing else is expected.
 */
public interface RecordStore {
    /**
     * Applies the batch, or nothing of it, as {@link dev.dnsmesh.domain.update.BatchPlanner} decides. Returns when the
     * outcome is durable. One stamp per transaction, greater than every earlier one; a reader that sees a stamp sees
     * everything stamped before it. Batches that arrive together may share a transaction and its stamp. A batch that
     * leaves nothing to write takes no stamp. Where the stamps are too far ahead of the clock
     * ({@link Stamp#needsRebase}), the store rebases itself first.
     */
    Commit commit(UpdateBatch batch);

    /**
     * Remembers the answer to a signed UPDATE that the store refused, for other nodes on the same storage; durable when it
     * returns. Does nothing where there can be none: who asks remembers it in its own memory too.
     */
    default void remember(ReplayEntry entry, Rcode answer) {
    }

    /** The remembered answer to a signed UPDATE that changed something, while it is kept. */
    Optional<Rcode> replayed(ReplayId id, Instant now);

    /** Live values at the name, oldest write first. */
    List<StoredRecord> liveAt(OwnerName owner, Instant now);

    /**
     * Rows strictly after {@code (storedAt, owner, hash)} in the order of {@link StoredRecord#BY_STAMP}, live ones only.
     *
     * @param after empty = from the beginning
     */
    List<StoredRecord> page(Optional<Position> after, int limit, Instant now);

    /**
     * The same with the deletions that are kept (cluster.md 13.6), in one order.
     *
     * <p>A store that keeps none has rows only.
     */
    default List<Entry> pageWithDeletions(Optional<Position> after, int limit, Instant now) {
        return page(after, limit, now).stream().<Entry>map(Entry.Live::new).toList();
    }

    /** Tombstones at the name, in any order, also those that are to be swept. */
    default List<Tombstone> tombstonesAt(OwnerName owner) {
        return List.of();
    }

    /** Number of tombstones. May count some that are to be swept. */
    default long tombstones() {
        return 0;
    }

    /** What peers are told of. */
    sealed interface Entry {
        Position position();

        record Live(StoredRecord row) implements Entry {
            @Override
            public Position position() {
                return Position.of(row);
            }
        }

        record Deleted(Tombstone tombstone) implements Entry {
            @Override
            public Position position() {
                return new Position(tombstone.storedAt(), tombstone.owner().text(), tombstone.hash().hex());
            }
        }
    }

    /** A place in the order of pages; {@code owner} and {@code valueHash} (64 lower hex) may be empty texts, which sort first. */
    record Position(Stamp storedAt, String owner, String valueHash) {
        /** As {@link StoredRecord#BY_STAMP} has rows: texts by the octets of their UTF-8 form. */
        public static final Comparator<Position> ORDER = Comparator.comparing(Position::storedAt)
                .thenComparing(position -> Octets.utf8(position.owner())).thenComparing(Position::valueHash);

        /** Where the row stands. */
        public static Position of(StoredRecord row) {
            return new Position(row.storedAt(), row.owner().text(), row.value().hash().hex());
        }
    }

    /**
     * Live rows below {@code ancestor} or at it, in the order of {@link dev.dnsmesh.domain.name.NameKey}, of owners
     * strictly after {@code after} where given. Ends with the owner at which {@code limit} rows are reached; all live
     * values of that owner are included, so that its name serves as the next {@code after}.
     */
    List<StoredRecord> within(Optional<OwnerName> ancestor, Optional<OwnerName> after, int limit, Instant now);

    /** Number of live rows. May count rows that expired since the last sweep. */
    long count();

    /** Number of rows at first-contact claim names ({@code claim-<n>.mb-<hash>}). May count rows that expired since the last sweep. */
    long claims();

    /** Deletes up to {@code limit} expired rows, spent tombstones and spent replay entries; returns how many went. */
    int sweep(Instant now, int limit);

    /** Stamp of the last transaction, {@link Stamp#NONE} in a new store. */
    Stamp lastStamp();

    /** 16 random octets that name this store's history; new ones after a rebase (cluster.md 13.6 {@code instance}). */
    Octets instance();

    /** The way in for answering queries. */
    RrsetReader reader();
}
