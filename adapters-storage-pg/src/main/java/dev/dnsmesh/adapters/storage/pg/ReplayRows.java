package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.transfer.TransferRow.OfReplay;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code replays}. */
final class ReplayRows {
    private static final Map<Integer, Rcode> RCODES =
            Arrays.stream(Rcode.values()).collect(Collectors.toMap(Rcode::code, Function.identity()));

    private ReplayRows() {
    }

    /** @param keepUntil Unix milliseconds */
    record Row(ReplayId id, long keepUntil, Rcode answer) {
    }

    /** Those of these that are there, kept still or spent. */
    static List<Row> find(Handle handle, Collection<ReplayId> ids) {
        return handle.createQuery("SELECT id, keep_until, rcode FROM replays WHERE id = ANY(:ids)")
                .bind("ids", SqlArray.octets(ids.stream().map(id -> id.octets().toArray()).toList()))
                .map((row, context) -> new Row(new ReplayId(Octets.of(row.getBytes(1))), row.getLong(2), RCODES.get(row.getInt(3))))
                .list();
    }

    static OfReplay transfer(ResultSet row) throws SQLException {
        return new OfReplay(new ReplayEntry(new ReplayId(Octets.of(row.getBytes("id"))), Instant.ofEpochMilli(row.getLong("keep_until"))),
                RCODES.get(row.getInt("rcode")));
    }

    static void put(Handle handle, Collection<Row> rows) {
        handle.createUpdate("INSERT INTO replays (id, keep_until, rcode) SELECT * FROM unnest(:ids, :ends, :rcodes)"
                        + " ON CONFLICT (id) DO UPDATE SET keep_until = EXCLUDED.keep_until, rcode = EXCLUDED.rcode")
                .bind("ids", SqlArray.octets(rows.stream().map(row -> row.id().octets().toArray()).toList()))
                .bind("ends", SqlArray.longs(rows.stream().map(Row::keepUntil).toList()))
                .bind("rcodes", SqlArray.ints(rows.stream().map(row -> row.answer().code()).toList())).execute();
    }

    /** Forgets up to {@code limit} that are kept no longer. */
    static int sweep(Handle handle, long nowMillis, int limit) {
        return handle.createUpdate("WITH old AS (SELECT id FROM replays WHERE keep_until <= :now ORDER BY keep_until LIMIT :most)"
                + " DELETE FROM replays r USING old WHERE r.id = old.id").bind("now", nowMillis).bind("most", limit).execute();
    }
}
