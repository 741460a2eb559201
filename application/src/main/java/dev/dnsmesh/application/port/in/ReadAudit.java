package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the audit (registration.md 10.2, W10). */
public interface ReadAudit {
    /** Rows and counters together, newest first; those of one event where given. */
    List<Entry> tail(Optional<AuditEvent> event, int limit);

    sealed interface Entry {
        Instant at();

        record Row(AuditRow row) implements Entry {
            @Override
            public Instant at() {
                return row.at();
            }
        }

        /** What has no row: only how often in that hour. */
        record Count(AuditCounter counter) implements Entry {
            @Override
            public Instant at() {
                return counter.hour();
            }
        }
    }
}
