package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.update.Watermark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code watermarks}. */
final class WatermarkRows {
    private WatermarkRows() {
    }

    static void put(Handle handle, Collection<Watermark> marks) {
        handle.createUpdate("INSERT INTO watermarks (peer, state) SELECT * FROM unnest(:peers, :states)"
                        + " ON CONFLICT (peer) DO UPDATE SET state = EXCLUDED.state")
                .bind("peers", SqlArray.texts(marks.stream().map(Watermark::peer).toList()))
                .bind("states", SqlArray.octets(marks.stream().map(mark -> mark.state().toArray()).toList())).execute();
    }

    static Optional<Watermark> find(Handle handle, String peer) {
        return handle.createQuery("SELECT peer, state FROM watermarks WHERE peer = :peer").bind("peer", peer)
                .map(WatermarkRows::mark).findOne();
    }

    static List<Watermark> all(Handle handle) {
        return handle.createQuery("SELECT peer, state FROM watermarks ORDER BY peer").map(WatermarkRows::mark).list();
    }

    static boolean delete(Handle handle, String peer) {
        return handle.createUpdate("DELETE FROM watermarks WHERE peer = :peer").bind("peer", peer).execute() > 0;
    }

    static Watermark mark(ResultSet row, StatementContext context) throws SQLException {
        return new Watermark(row.getString(1), Octets.of(row.getBytes(2)));
    }
}
