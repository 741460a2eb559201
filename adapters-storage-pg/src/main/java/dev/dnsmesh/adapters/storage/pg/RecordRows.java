package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code records}: many rows a statement. */
final class RecordRows {
    static final String COLUMNS = "owner, value, ttl, expires_at, stored_ts, published";

    private RecordRows() {
    }

    /** A row of {@link #COLUMNS}. */
    static StoredRecord row(ResultSet row, StatementContext context) throws SQLException {
        return new StoredRecord(new OwnerName(row.getString(1)), new TxtValue(Octets.of(row.getBytes(2))),
                new TimeToLive(row.getInt(3)), Instant.ofEpochSecond(row.getLong(4)), new Stamp(row.getLong(5)), row.getLong(6));
    }

    /** Every row at these owners, live or not. */
    static List<StoredRecord> at(Handle handle, Collection<OwnerName> owners) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM records WHERE name = ANY(:names)")
                .bind("names", SqlArray.octets(owners.stream().map(NameRange::key).toList())).map(RecordRows::row).list();
    }

    /** The keys of those of these that are there. */
    static Set<RowKey> those(Handle handle, Collection<StoredRecord> rows) {
        return new HashSet<>(handle.createQuery("SELECT r.owner, r.value FROM records r JOIN unnest(:names, :hashes) AS asked(name, hash)"
                        + " ON r.name = asked.name AND r.hash = asked.hash")
                .bind("names", SqlArray.octets(rows.stream().map(row -> NameRange.key(row.owner())).toList()))
                .bind("hashes", SqlArray.octets(rows.stream().map(row -> row.value().hash().toArray()).toList()))
                .map((row, context) -> new RowKey(new OwnerName(row.getString(1)), new TxtValue(Octets.of(row.getBytes(2))))).list());
    }

    static void delete(Handle handle, Collection<RowKey> rows) {
        handle.createUpdate("DELETE FROM records r USING unnest(:names, :hashes) AS gone(name, hash)"
                        + " WHERE r.name = gone.name AND r.hash = gone.hash")
                .bind("names", SqlArray.octets(rows.stream().map(row -> NameRange.key(row.owner())).toList()))
                .bind("hashes", SqlArray.octets(rows.stream().map(row -> row.value().hash().toArray()).toList())).execute();
    }

    static void put(Handle handle, List<StoredRecord> rows) {
        handle.createUpdate("INSERT INTO records (name, hash, owner, value, ttl, expires_at, stored_ts, published)"
                        + " SELECT * FROM unnest(:names, :hashes, :owners, :values, :ttls, :expiries, :stamps, :published)"
                        + " ON CONFLICT (name, hash) DO UPDATE SET ttl = EXCLUDED.ttl, expires_at = EXCLUDED.expires_at,"
                        + " stored_ts = EXCLUDED.stored_ts, published = EXCLUDED.published")
                .bind("names", SqlArray.octets(column(rows, row -> NameRange.key(row.owner()))))
                .bind("hashes", SqlArray.octets(column(rows, row -> row.value().hash().toArray())))
                .bind("owners", SqlArray.texts(column(rows, row -> row.owner().text())))
                .bind("values", SqlArray.octets(column(rows, row -> row.value().octets().toArray())))
                .bind("ttls", SqlArray.ints(column(rows, row -> (int) row.ttl().seconds())))
                .bind("expiries", SqlArray.longs(column(rows, row -> row.expiresAt().getEpochSecond())))
                .bind("stamps", SqlArray.longs(column(rows, row -> row.storedAt().millis())))
                .bind("published", SqlArray.longs(column(rows, StoredRecord::published))).execute();
    }

    private static <T> List<T> column(List<StoredRecord> rows, Function<StoredRecord, T> of) {
        return rows.stream().map(of).toList();
    }

    /** Deletes up to {@code limit} rows that expired at {@code nowSeconds} or before, the longest expired first. */
    static List<OwnerName> sweep(Handle handle, long nowSeconds, int limit) {
        return handle.createQuery("WITH old AS (SELECT name, hash FROM records WHERE expires_at <= :now ORDER BY expires_at LIMIT :most)"
                        + " DELETE FROM records r USING old WHERE r.name = old.name AND r.hash = old.hash RETURNING r.owner")
                .bind("now", nowSeconds).bind("most", limit).map((row, context) -> new OwnerName(row.getString(1))).list();
    }

    /** Gives every row the stamp (cluster.md 13.2 rule 5). */
    static void restamp(Handle handle, Stamp to) {
        handle.createUpdate("UPDATE records SET stored_ts = :to, published = least(published, :to)").bind("to", to.millis()).execute();
    }
}
