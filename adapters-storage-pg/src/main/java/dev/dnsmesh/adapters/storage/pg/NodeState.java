package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What the database notes about itself, in one row.
 *
 * @param instance 16 octets
 * @param claims   rows at the owners of claims
 * @param first    who registered first of all
 * @param wrapping what only the right wrapping key opens; empty while secrets lie plain
 */
record NodeState(Stamp last, Octets instance, long records, long claims, long replays, Optional<Subject> first,
                 Optional<Octets> wrapping) {
    private static final String SELECT =
            "SELECT last_stamp, instance, records, claims, replays, first_registered, wrapping FROM node_state WHERE id = 1";

    static NodeState read(Handle handle) {
        return handle.createQuery(SELECT).map(NodeState::of).one();
    }

    /** Waits for whoever writes now, on any node, and keeps the others waiting until the transaction ends. */
    static NodeState lock(Handle handle) {
        return handle.createQuery(SELECT + " FOR UPDATE").map(NodeState::of).one();
    }

    /** The first node to come makes the row. */
    static void initialise(Handle handle, Octets instance) {
        handle.createUpdate("INSERT INTO node_state (id, last_stamp, instance, records, claims, replays)"
                + " VALUES (1, 0, :instance, 0, 0, 0) ON CONFLICT (id) DO NOTHING").bind("instance", instance.toArray()).execute();
    }

    /** Writes what is counted and the stamp; whoever calls holds the lock. */
    void write(Handle handle) {
        handle.createUpdate("UPDATE node_state SET last_stamp = :last, instance = :instance, records = :records,"
                        + " claims = :claims, replays = :replays WHERE id = 1")
                .bind("last", last.millis()).bind("instance", instance.toArray()).bind("records", records)
                .bind("claims", claims).bind("replays", replays).execute();
    }

    static void writeFirst(Handle handle, Subject subject) {
        handle.createUpdate("UPDATE node_state SET first_registered = :subject WHERE id = 1 AND first_registered IS NULL")
                .bind("subject", subject.text()).execute();
    }

    /** Whoever was first before. */
    static void replaceFirst(Handle handle, Optional<Subject> subject) {
        handle.createUpdate("UPDATE node_state SET first_registered = :subject WHERE id = 1").bind("subject", subject.map(Subject::text)).execute();
    }

    /** Of the unfinished copy that this database is the target of. */
    static Optional<Octets> copyNote(Handle handle) {
        return handle.createQuery("SELECT copy_note FROM node_state WHERE id = 1 AND copy_note IS NOT NULL")
                .map((row, context) -> Octets.of(row.getBytes(1))).findOne();
    }

    static void writeCopyNote(Handle handle, Optional<Octets> note) {
        handle.createUpdate("UPDATE node_state SET copy_note = :note WHERE id = 1").bind("note", note.map(Octets::toArray)).execute();
    }

    static void writeWrapping(Handle handle, Octets check) {
        handle.createUpdate("UPDATE node_state SET wrapping = :check WHERE id = 1").bind("check", check.toArray()).execute();
    }

    /** Stamped anew: a rebase (cluster.md 13.2 rule 5). */
    NodeState rebased(Stamp to, Octets fresh) {
        return new NodeState(to, fresh, records, claims, replays, first, wrapping);
    }

    /** The history of another storage, whose rows came with it. */
    NodeState adopting(Octets history, Stamp stamp) {
        return new NodeState(stamp, history, records, claims, replays, first, wrapping);
    }

    NodeState stamped(Stamp stamp) {
        return new NodeState(stamp, instance, records, claims, replays, first, wrapping);
    }

    NodeState counted(long moreRecords, long moreClaims, long moreReplays) {
        return new NodeState(last, instance, records + moreRecords, claims + moreClaims, replays + moreReplays, first, wrapping);
    }

    private static NodeState of(ResultSet row, StatementContext context) throws SQLException {
        return new NodeState(new Stamp(row.getLong(1)), Octets.of(row.getBytes(2)), row.getLong(3), row.getLong(4),
                row.getLong(5), Optional.ofNullable(row.getString(6)).map(Subject::new),
                Optional.ofNullable(row.getBytes(7)).map(Octets::of));
    }
}
