package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit rows and counters of a node (registration.md 10.1, W10). Rows about issued and revoked credentials are
 * written by the other stores, in the transaction they tell of. Rows are never changed. Counters keep no order, address
 * or time below the hour, and an implementation adds none, neither as a column nor as a row number.
 */
public interface AuditLog {
    /** Appends a row about the use of a token. May become durable a little later; what is lost then is only this row. */
    void append(AuditRow row);

    /** Adds to the counter of that hour and event. May become durable a little later, like {@link #append}. */
    void count(AuditEvent event, Instant at, long amount);

    /** Rows, newest first; those of one event where given. */
    List<AuditRow> tail(Optional<AuditEvent> event, int limit);

    /** Counters, latest hour first; those of one event where given. */
    List<AuditCounter> counters(Optional<AuditEvent> event, int limit);

    /** Deletes up to {@code limit} rows and counters from before that time; returns how many went. */
    int prune(Instant before, int limit);
}
