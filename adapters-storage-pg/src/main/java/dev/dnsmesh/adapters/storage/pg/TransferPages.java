package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.transfer.TransferRow.OfReplay;
import dev.dnsmesh.domain.update.Watermark;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Every table in the order of its key, a page after a place: the key of the last row before it. */
final class TransferPages {
    private static final int HASH = 32;
    private static final int NUMBER = 8;
    private static final String LIMIT = " LIMIT :most";

    private TransferPages() {
    }

    /** A row, and the place behind it. */
    record Placed<T>(T row, Octets place) {
    }

    /** Placed by hash ‖ name. */
    static List<Placed<StoredRecord>> records(Handle handle, Optional<Octets> after, int limit) {
        Octets place = after.orElse(Octets.EMPTY);
        int cut = Math.min(HASH, place.length());
        return handle.createQuery("SELECT " + RecordRows.COLUMNS + ", name, hash FROM records WHERE (name, hash) > (:name, :hash)"
                        + " ORDER BY name, hash" + LIMIT)
                .bind("hash", place.slice(0, cut).toArray()).bind("name", place.slice(cut, place.length()).toArray()).bind("most", limit)
                .map((row, context) -> new Placed<>(RecordRows.row(row, context),
                        Octets.concat(Octets.of(row.getBytes("hash")), Octets.of(row.getBytes("name"))))).list();
    }

    /** Placed likewise. */
    static List<Placed<Tombstone>> deletions(Handle handle, Optional<Octets> after, int limit) {
        Octets place = after.orElse(Octets.EMPTY);
        int cut = Math.min(HASH, place.length());
        return handle.createQuery("SELECT " + TombstoneRows.COLUMNS + ", name FROM tombstones WHERE (name, hash) > (:name, :hash) ORDER BY name, hash" + LIMIT)
                .bind("hash", place.slice(0, cut).toArray()).bind("name", place.slice(cut, place.length()).toArray()).bind("most", limit)
                .map((row, context) -> {
                    Tombstone deleted = TombstoneRows.row(row, context);
                    return new Placed<>(deleted, Octets.concat(deleted.hash(), Octets.of(row.getBytes("name"))));
                }).list();
    }

    static List<Placed<TsigKey>> keys(Handle handle, TsigKeyRows keys, Optional<Octets> after, int limit) {
        return byText(handle, "tsig_keys", "name", after, limit, keys::key);
    }

    static List<Placed<OwnershipEntry>> owners(Handle handle, Optional<Octets> after, int limit) {
        return byText(handle, "ownership", "name", after, limit, OwnershipRows::entry);
    }

    static List<Placed<Watermark>> watermarks(Handle handle, Optional<Octets> after, int limit) {
        return byText(handle, "watermarks", "peer", after, limit, WatermarkRows::mark);
    }

    static List<Placed<Token>> tokens(Handle handle, Optional<Octets> after, int limit) {
        return byOctets(handle, "tokens", "hash", after, limit, TokenRows::token);
    }

    static List<Placed<OfReplay>> replays(Handle handle, Optional<Octets> after, int limit) {
        return byOctets(handle, "replays", "id", after, limit, (row, context) -> ReplayRows.transfer(row));
    }

    static List<Placed<AuditRow>> audit(Handle handle, Optional<Octets> after, int limit) {
        long last = after.map(place -> place.asBuffer().getLong()).orElse(Long.MIN_VALUE);
        return handle.createQuery("SELECT * FROM audit WHERE id > :last ORDER BY id" + LIMIT).bind("last", last).bind("most", limit)
                .map((row, context) -> new Placed<>(AuditRows.row(row, context), number(row.getLong("id")))).list();
    }

    /** Placed by hour ‖ event. */
    static List<Placed<AuditCounter>> counters(Handle handle, Optional<Octets> after, int limit) {
        long hour = after.map(place -> place.asBuffer().getLong()).orElse(0L);
        String event = after.flatMap(place -> place.slice(NUMBER, place.length()).asUtf8()).orElse("");
        return handle.createQuery("SELECT * FROM audit_counters WHERE (hour, event) > (to_timestamp(:hour), :event)"
                        + " ORDER BY hour, event" + LIMIT)
                .bind("hour", hour).bind("event", event).bind("most", limit).map((row, context) -> {
                    AuditCounter counter = AuditRows.counter(row, context);
                    return new Placed<>(counter, Octets.concat(number(counter.hour().getEpochSecond()), Octets.utf8(counter.event().text())));
                }).list();
    }

    private static <T> List<Placed<T>> byText(Handle handle, String table, String key, Optional<Octets> after, int limit, RowMapper<T> form) {
        return placed(query(handle, table, key, limit).bind("after", after.flatMap(Octets::asUtf8).orElse("")), form,
                row -> Octets.utf8(row.getString(key)));
    }

    private static <T> List<Placed<T>> byOctets(Handle handle, String table, String key, Optional<Octets> after, int limit, RowMapper<T> form) {
        return placed(query(handle, table, key, limit).bind("after", after.orElse(Octets.EMPTY).toArray()), form,
                row -> Octets.of(row.getBytes(key)));
    }

    private static Query query(Handle handle, String table, String key, int limit) {
        return handle.createQuery("SELECT * FROM " + table + " WHERE " + key + " > :after ORDER BY " + key + LIMIT).bind("most", limit);
    }

    private interface Place {
        Octets of(ResultSet row) throws SQLException;
    }

    private static <T> List<Placed<T>> placed(Query query, RowMapper<T> form, Place place) {
        return query.map((row, context) -> new Placed<>(form.map(row, context), place.of(row))).list();
    }

    private static Octets number(long number) {
        return Octets.of(ByteBuffer.allocate(NUMBER).putLong(number).flip());
    }
}
