package dev.dnsmesh.domain.sync;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * One answer to a digest request (cluster.md 4).
 *
 * @param hasMore a further row exists now
 * @param next    position of the last row; of an empty page the cursor that was asked for
 */
public record DigestPage(List<DigestEntry> rows, boolean hasMore, Cursor next) {
    public DigestPage {
        rows = List.copyOf(rows);
    }

    /**
     * The first {@code limit} of the rows after the cursor, in their order.
     *
     * @param live  live rows in any order; of those after the cursor at least the first {@code limit + 1}, if there are
     */
    public static DigestPage after(Cursor cursor, Collection<DigestEntry> live, int limit) {
        List<DigestEntry> following = live.stream().filter(row -> row.position().compareTo(cursor) > 0)
                .sorted(Comparator.comparing(DigestEntry::position)).limit(limit + 1L).toList();
        boolean more = following.size() > limit;
        List<DigestEntry> rows = more ? following.subList(0, limit) : following;
        return new DigestPage(rows, more, rows.isEmpty() ? cursor : rows.getLast().position());
    }
}
