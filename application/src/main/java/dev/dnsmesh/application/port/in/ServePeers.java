package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.DigestPage;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of the same operator pull from this one (cluster.md 3-5, 8.3). Rows that a peer is bound to refuse are
 * left out everywhere (13.4). Throws what the store throws.
 */
public interface ServePeers {
    /** @param token what stood behind {@code Bearer}; where no sync token is configured, none is good */
    boolean admits(Optional<String> token);

    /** Rows strictly after the cursor, at most {@code limit}. */
    DigestPage digest(Cursor after, int limit);

    /** The same with what was deleted (cluster.md 13.6); empty where this node does not tell of that. */
    Optional<DeletionPage> digestWithDeletions(Cursor after, int limit);

    /**
     * All that is live at the names, whole RRsets in the order of asking until the answer is large enough, then in the order
     * of rows.
     *
     * @param names as the peer wrote them; what is no name has no rows
     */
    List<PulledRow> pull(List<String> names);

    /** The newest manifest of the cluster that this node knows of. */
    Optional<CurrentManifest> manifest();

    /**
     * @param instance names the history of this node's stamps
     * @param rows     {@link Announcement.Live} and {@link Announcement.Deleted}
     * @param hasMore  a further row exists now
     * @param next     position of the last row; of an empty page the cursor that was asked for
     */
    record DeletionPage(String instance, List<Announcement> rows, boolean hasMore, Cursor next) {
        public DeletionPage {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param name as it was asked for, without blanks and trailing dots
     * @param ttl  seconds left, 1 at least
     */
    record PulledRow(String name, String value, long ttl) {
    }

    /** @param wire the record's text; the other members are those in it */
    record CurrentManifest(String wire, SequenceNumber sequence, UnixTime expiresAt, String cluster) {
    }
}
