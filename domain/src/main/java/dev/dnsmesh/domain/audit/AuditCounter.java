package dev.dnsmesh.domain.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How often something happened in one UTC hour, without anyone's name, address or order (registration.md W10):
 * shared-pool writes, and rejections before a live token was found.
 */
public record AuditCounter(Instant hour, AuditEvent event, long count) {
    public AuditCounter {
        hour = hour.truncatedTo(ChronoUnit.HOURS);
    }
}
