package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.Holder;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code ownership}. */
final class OwnershipRows {
    private static final String SELECT = "SELECT * FROM ownership ";

    private OwnershipRows() {
    }

    static Optional<OwnershipEntry> find(Handle handle, HeldName name) {
        return handle.createQuery(SELECT + "WHERE name = :name").bind("name", name.text()).map(OwnershipRows::entry).findOne();
    }

    static List<OwnershipEntry> all(Handle handle) {
        return handle.createQuery(SELECT + "ORDER BY name").map(OwnershipRows::entry).list();
    }

    static List<OwnershipEntry> of(Handle handle, Subject subject) {
        return handle.createQuery(SELECT + "WHERE subject = :subject ORDER BY name").bind("subject", subject.text())
                .map(OwnershipRows::entry).list();
    }

    static void put(Handle handle, OwnershipEntry entry) {
        Optional<Octets> holder = switch (entry.holder()) {
            case Holder.Key(var key) -> Optional.of(key.octets());
            case Holder.Operator _ -> Optional.empty();
        };
        handle.createUpdate("INSERT INTO ownership (name, holder, subject, since, held_until)"
                        + " VALUES (:name, :holder, :subject, :since, :until) ON CONFLICT (name) DO UPDATE SET"
                        + " holder = EXCLUDED.holder, subject = EXCLUDED.subject, since = EXCLUDED.since,"
                        + " held_until = EXCLUDED.held_until")
                .bind("name", entry.name().text()).bind("holder", holder.map(Octets::toArray))
                .bind("subject", entry.subject().text()).bind("since", Columns.time(entry.since()))
                .bind("until", Columns.time(entry.heldUntil())).execute();
    }

    static void delete(Handle handle, HeldName name) {
        handle.createUpdate("DELETE FROM ownership WHERE name = :name").bind("name", name.text()).execute();
    }

    /** Deletes up to {@code limit} entries that are held no more. */
    static int prune(Handle handle, Instant now, int limit) {
        return handle.createUpdate("DELETE FROM ownership WHERE name = ANY(ARRAY("
                        + "SELECT name FROM ownership WHERE held_until <= :now ORDER BY held_until LIMIT :most))")
                .bind("now", Columns.time(now)).bind("most", limit).execute();
    }

    static OwnershipEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new OwnershipEntry(new HeldName(row.getString("name")),
                Holder.of(Columns.optionalOctets(row, "holder").map(Ed25519PublicKey::new)),
                new Subject(row.getString("subject")), Columns.instant(row, "since"), Columns.optionalInstant(row, "held_until"));
    }
}
