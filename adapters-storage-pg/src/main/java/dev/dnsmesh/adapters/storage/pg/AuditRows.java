package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The tables {@code audit} and {@code audit_counters}. */
final class AuditRows {
    private static final String OF_EVENT = " WHERE event = :event";

    private AuditRows() {
    }

    static void append(Handle handle, List<AuditRow> rows) {
        handle.createUpdate("INSERT INTO audit (at, event, token, subject, remote, detail) SELECT to_timestamp(at), event,"
                        + " token, subject, remote, detail FROM unnest(:at, :events, :tokens, :subjects, :remotes, :details)"
                        + " WITH ORDINALITY AS row(at, event, token, subject, remote, detail, n) ORDER BY n")
                .bind("at", SqlArray.longs(rows.stream().map(row -> row.at().getEpochSecond()).toList()))
                .bind("events", SqlArray.texts(rows.stream().map(row -> row.event().text()).toList()))
                .bind("tokens", SqlArray.octets(rows.stream().map(row -> row.token().map(hash -> hash.octets().toArray()).orElse(null)).toList()))
                .bind("subjects", SqlArray.texts(rows.stream().map(row -> row.subject().map(Subject::text).orElse(null)).toList()))
                .bind("remotes", SqlArray.texts(rows.stream().map(row -> row.remote().orElse(null)).toList()))
                .bind("details", SqlArray.texts(rows.stream().map(row -> row.detail().orElse(null)).toList())).execute();
    }

    /** Adds to the counters, always in the same order, so that nodes that do so together do not wait for each other in a circle. */
    static void count(Handle handle, Collection<AuditCounter> added) {
        List<AuditCounter> counters = added.stream()
                .sorted(Comparator.comparing(AuditCounter::hour).thenComparing(AuditCounter::event)).toList();
        handle.createUpdate("INSERT INTO audit_counters AS c (hour, event, amount) SELECT to_timestamp(hour), event, amount"
                        + " FROM unnest(:hours, :events, :amounts) WITH ORDINALITY AS row(hour, event, amount, n) ORDER BY n"
                        + " ON CONFLICT (hour, event) DO UPDATE SET amount = c.amount + EXCLUDED.amount")
                .bind("hours", SqlArray.longs(counters.stream().map(counter -> counter.hour().getEpochSecond()).toList()))
                .bind("events", SqlArray.texts(counters.stream().map(counter -> counter.event().text()).toList()))
                .bind("amounts", SqlArray.longs(counters.stream().map(AuditCounter::count).toList())).execute();
    }

    static void set(Handle handle, AuditCounter counter) {
        handle.createUpdate("INSERT INTO audit_counters (hour, event, amount) VALUES (to_timestamp(:hour), :event, :amount)"
                        + " ON CONFLICT (hour, event) DO UPDATE SET amount = EXCLUDED.amount")
                .bind("hour", counter.hour().getEpochSecond()).bind("event", counter.event().text()).bind("amount", counter.count()).execute();
    }

    static List<AuditRow> tail(Handle handle, Optional<AuditEvent> event, int limit) {
        return query(handle, "SELECT * FROM audit" + (event.isPresent() ? OF_EVENT : "") + " ORDER BY id DESC LIMIT :most", event, limit)
                .map(AuditRows::row).list();
    }

    static List<AuditCounter> counters(Handle handle, Optional<AuditEvent> event, int limit) {
        return query(handle, "SELECT * FROM audit_counters" + (event.isPresent() ? OF_EVENT : "")
                + " ORDER BY hour DESC, event DESC LIMIT :most", event, limit).map(AuditRows::counter).list();
    }

    private static Query query(Handle handle, String sql, Optional<AuditEvent> event, int limit) {
        Query query = handle.createQuery(sql).bind("most", limit);
        return event.map(of -> query.bind("event", of.text())).orElse(query);
    }

    /** Deletes up to {@code limit} rows and counters from before that time. */
    static int prune(Handle handle, Instant before, int limit) {
        int rows = handle.createUpdate("DELETE FROM audit WHERE id = ANY(ARRAY("
                        + "SELECT id FROM audit WHERE at < :before ORDER BY at LIMIT :most))")
                .bind("before", Columns.time(before)).bind("most", limit).execute();
        return rows + handle.createUpdate("WITH old AS (SELECT hour, event FROM audit_counters WHERE hour < :before"
                        + " ORDER BY hour, event LIMIT :most) DELETE FROM audit_counters c USING old"
                        + " WHERE c.hour = old.hour AND c.event = old.event")
                .bind("before", Columns.time(before)).bind("most", limit - rows).execute();
    }

    static AuditRow row(ResultSet row, StatementContext context) throws SQLException {
        return new AuditRow(Columns.instant(row, "at"), AuditEvent.parse(row.getString("event")).orElseThrow(),
                Columns.optionalOctets(row, "token").map(TokenHash::new),
                Columns.optionalText(row, "subject").map(Subject::new), Columns.optionalText(row, "remote"),
                Columns.optionalText(row, "detail"));
    }

    static AuditCounter counter(ResultSet row, StatementContext context) throws SQLException {
        return new AuditCounter(Columns.instant(row, "hour"), AuditEvent.parse(row.getString("event")).orElseThrow(), row.getLong("amount"));
    }
}
