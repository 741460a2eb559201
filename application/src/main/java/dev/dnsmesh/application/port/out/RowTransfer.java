package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.TransferRow;
import java.util.List;
import java.util.Optional;

/**
 * Every row of a storage as it lies there, out and in: the way from one storage into another. No rule of the other ports
 * is applied to what comes in, and nothing is stamped or audited. Used while nothing else uses the storage; threads and
 * failures as in {@link RecordStore}.
 */
public interface RowTransfer {
    /**
     * Rows of one kind, live or not, in an order of the storage's own choice that stays the same; audit rows oldest
     * first. Every row is in exactly one page. {@link RowKind#HISTORY} has one row, also in a new storage.
     *
     * @param after {@link Page#next} of the page before; empty = from the beginning
     * @param limit at least 1; a page may have fewer rows, also none, and be followed by another
     */
    Page page(RowKind kind, Optional<Octets> after, int limit);

    /**
     * A part of a kind.
     *
     * @param next where the page after this one starts, up to 1,024 octets, opaque; empty = this was the last
     */
    record Page(List<TransferRow> rows, Optional<Octets> next) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Writes the rows and the note in one transaction, durable when it returns. A row takes the place of the one with the
     * same key; audit rows have none and are appended. From then on the other ports answer by what was written, and the next
     * transaction's stamp is above the one of {@link TransferRow.OfHistory}.
     *
     * @param note replaces the former one; up to 4,096 octets; empty = none is left. A storage with a note is the unfinished
     *             target of a copy, which no node may use
     */
    void put(List<TransferRow> rows, Optional<Octets> note);

    /** What the last {@link #put} noted. */
    Optional<Octets> note();
}
