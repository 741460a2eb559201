package dev.dnsmesh.application.usecase.admin;

import dev.dnsmesh.application.port.in.ReadAudit;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.domain.audit.AuditEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts rows and counters together. */
public final class ReadAuditUseCase implements ReadAudit {
    private final AuditLog audit;

    public ReadAuditUseCase(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public List<Entry> tail(Optional<AuditEvent> event, int limit) {
        return Stream.concat(audit.tail(event, limit).stream().<Entry>map(Entry.Row::new),
                        audit.counters(event, limit).stream().map(Entry.Count::new))
                .sorted(Comparator.comparing(Entry::at).reversed()).limit(limit).toList();
    }
}
