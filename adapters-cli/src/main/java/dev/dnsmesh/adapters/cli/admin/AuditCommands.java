package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.ReadAudit;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit tail}. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "What was issued, revoked, used and refused.")
final class AuditCommands {
    private static final int MOST = 100_000;

    private final Session session;

    AuditCommands(Session session) {
        this.session = session;
    }

    @Command(name = "tail", mixinStandardHelpOptions = true,
            description = {"Shows the audit, newest first.", "What shared pools saw is only counted, by the hour."})
    int tail(@Option(names = "--event", paramLabel = "E", description = "rows of one event") Optional<AuditEvent> event,
             @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "at most so many (${DEFAULT-VALUE})")
             int limit,
             @Option(names = "--json", description = "as a JSON array") boolean json) {
        if (limit < 1 || limit > MOST) {
            return session.reject("--limit is 1 to " + MOST);
        }
        List<ReadAudit.Entry> entries = session.ports().audit().tail(event, limit);
        if (json) {
            return session.say(JsonForm.array(entries, JsonForm::of));
        }
        if (entries.isEmpty()) {
            return session.say("(no audit rows)");
        }
        Columns columns = new Columns("TIME", "EVENT", "TOKEN", "SUBJECT", "ADDRESS", "DETAIL");
        entries.forEach(entry -> add(columns, entry));
        return session.say(columns.toString());
    }

    static String detail(AuditCounter counter) {
        return "count=" + counter.count();
    }

    private static void add(Columns columns, ReadAudit.Entry entry) {
        switch (entry) {
            case ReadAudit.Entry.Row(AuditRow row) -> columns.add(Columns.time(row.at()), row.event().text(),
                    Columns.text(row.token().map(hash -> hash.hex().substring(0, 16))),
                    Columns.text(row.subject().map(Subject::text)), Columns.text(row.remote()), Columns.text(row.detail()));
            case ReadAudit.Entry.Count(AuditCounter counter) -> columns.add(Columns.time(counter.hour()),
                    counter.event().text(), "-", "-", "-", detail(counter));
        }
    }
}
