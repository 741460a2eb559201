package dev.dnsmesh.domain.audit;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKeyName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One audit row (registration.md 10.1). What a row leaves out is a promise to users, so rows are made by the factories
 * below only; the constructor is for storages that read them back.
 *
 * @param at     whole seconds; of the hour for {@code used} and {@code throttled}
 * @param remote the client's address as text
 */
public record AuditRow(Instant at, AuditEvent event, Optional<TokenHash> token, Optional<Subject> subject,
                       Optional<String> remote, Optional<String> detail) {
    public AuditRow {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    public static AuditRow issued(Instant at, TokenHash token, Subject subject, Optional<String> remote, String detail) {
        return new AuditRow(at, AuditEvent.ISSUED, Optional.of(token), Optional.of(subject), remote, Optional.of(detail));
    }

    public static AuditRow revoked(
            Instant at, TokenHash token, Subject subject, Optional<String> remote, Optional<String> detail) {
        return new AuditRow(at, AuditEvent.REVOKED, Optional.of(token), Optional.of(subject), remote, detail);
    }

    /** One row for all tokens of a subject. */
    public static AuditRow revokedAll(Instant at, Subject subject, int count) {
        return new AuditRow(at, AuditEvent.REVOKED, Optional.empty(), Optional.of(subject), Optional.empty(),
                Optional.of("count=" + count));
    }

    /** An owner-exclusive write by a token. Shared-pool writes are counted instead: see {@link AuditCounter}. */
    public static AuditRow used(Instant at, TokenHash token, Subject subject, String remote) {
        return ofTheHour(at, AuditEvent.USED, token, subject, remote);
    }

    /** An owner-exclusive write that its token's limit held back. */
    public static AuditRow throttled(Instant at, TokenHash token, Subject subject, String remote) {
        return ofTheHour(at, AuditEvent.THROTTLED, token, subject, remote);
    }

    /**
     * A write that a live token did not permit: never with the token, its subject or the expected owner.
     *
     * @param reason one of a fixed set of words
     */
    public static AuditRow rejected(Instant at, String remote, String reason) {
        return new AuditRow(at, AuditEvent.REJECTED, Optional.empty(), Optional.empty(), Optional.of(remote),
                Optional.of(reason));
    }

    public static AuditRow keyIssued(Instant at, TsigKeyName name, Optional<Subject> subject, Optional<String> remote) {
        return new AuditRow(at, AuditEvent.TSIG_ISSUED, Optional.empty(), subject, remote, Optional.of(name.text()));
    }

    public static AuditRow keyRevoked(Instant at, TsigKeyName name, Optional<Subject> subject, Optional<String> remote) {
        return new AuditRow(at, AuditEvent.TSIG_REVOKED, Optional.empty(), subject, remote, Optional.of(name.text()));
    }

    /** The names of a subject went to the key that its rotation records lead to (W6). */
    public static AuditRow ownerMoved(Instant at, Subject subject, Optional<String> remote) {
        return new AuditRow(at, AuditEvent.OWNER_MOVED, Optional.empty(), Optional.of(subject), remote, Optional.empty());
    }

    public static AuditRow ownerReleased(Instant at, Subject subject, int names) {
        return new AuditRow(at, AuditEvent.OWNER_RELEASED, Optional.empty(), Optional.of(subject), Optional.empty(),
                Optional.of("names=" + names));
    }

    private static AuditRow ofTheHour(Instant at, AuditEvent event, TokenHash token, Subject subject, String remote) {
        return new AuditRow(at.truncatedTo(ChronoUnit.HOURS), event, Optional.of(token), Optional.of(subject),
                Optional.of(remote), Optional.of("owner-exclusive"));
    }
}
