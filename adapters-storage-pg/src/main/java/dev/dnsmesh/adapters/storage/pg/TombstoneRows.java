package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.Tombstone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code tombstones}: many rows a statement. */
final class TombstoneRows {
    static final String COLUMNS = "owner, hash, deleted_at, kept_until, stored_ts";

    private TombstoneRows() {
    }

    /** What names one. */
    record Key(OwnerName owner, Octets hash) {
        static Key of(Tombstone tombstone) {
            return new Key(tombstone.owner(), tombstone.hash());
        }
    }

    /** A row of {@link #COLUMNS}. */
    static Tombstone row(ResultSet row, StatementContext context) throws SQLException {
        return new Tombstone(new OwnerName(row.getString(1)), Octets.of(row.getBytes(2)), row.getLong(3), Instant.ofEpochSecond(row.getLong(4)),
                new Stamp(row.getLong(5)));
    }

    static List<Tombstone> at(Handle handle, Collection<OwnerName> owners) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM tombstones WHERE name = ANY(:names)")
                .bind("names", SqlArray.octets(owners.stream().map(NameRange::key).toList())).map(TombstoneRows::row).list();
    }

    static void delete(Handle handle, Collection<Key> keys) {
        handle.createUpdate("DELETE FROM tombstones t USING unnest(:names, :hashes) AS gone(name, hash) WHERE t.name = gone.name AND t.hash = gone.hash")
                .bind("names", SqlArray.octets(keys.stream().map(key -> NameRange.key(key.owner())).toList()))
                .bind("hashes", SqlArray.octets(keys.stream().map(key -> key.hash().toArray()).toList())).execute();
    }

    static void put(Handle handle, List<Tombstone> tombstones) {
        handle.createUpdate("INSERT INTO tombstones (name, hash, owner, deleted_at, kept_until, stored_ts)"
                        + " SELECT * FROM unnest(:names, :hashes, :owners, :deletions, :ends, :stamps)"
                        + " ON CONFLICT (name, hash) DO UPDATE SET deleted_at = EXCLUDED.deleted_at, kept_until = EXCLUDED.kept_until,"
                        + " stored_ts = EXCLUDED.stored_ts")
                .bind("names", SqlArray.octets(column(tombstones, one -> NameRange.key(one.owner()))))
                .bind("hashes", SqlArray.octets(column(tombstones, one -> one.hash().toArray())))
                .bind("owners", SqlArray.texts(column(tombstones, one -> one.owner().text())))
                .bind("deletions", SqlArray.longs(column(tombstones, Tombstone::deletedAt)))
                .bind("ends", SqlArray.longs(column(tombstones, one -> one.keptUntil().getEpochSecond())))
                .bind("stamps", SqlArray.longs(column(tombstones, one -> one.storedAt().millis()))).execute();
    }

    private static <T> List<T> column(List<Tombstone> tombstones, Function<Tombstone, T> of) {
        return tombstones.stream().map(of).toList();
    }

    static int sweep(Handle handle, long nowSeconds, int limit) {
        return handle.createUpdate("DELETE FROM tombstones t USING (SELECT name, hash FROM tombstones WHERE kept_until <= :now LIMIT :most) AS old"
                + " WHERE t.name = old.name AND t.hash = old.hash").bind("now", nowSeconds).bind("most", limit).execute();
    }

    static long count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM tombstones").mapTo(Long.class).one();
    }

    /** In a rebase of the store (cluster.md 13.2 rule 5). */
    static void restamp(Handle handle, Stamp to) {
        handle.createUpdate("UPDATE tombstones SET stored_ts = :to, deleted_at = least(deleted_at, :to)").bind("to", to.millis()).execute();
    }
}
