package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.ownership.Holder;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code owner list|release}. */
@Command(name = "owner", mixinStandardHelpOptions = true, description = "Which key holds which subject and name.")
final class OwnerCommands {
    private final Session session;

    OwnerCommands(Session session) {
        this.session = session;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the ownership registry.")
    int list(@Option(names = "--subject", paramLabel = "S", description = "what one subject brought") Optional<String> filter,
             @Option(names = "--json", description = "as a JSON array") boolean json) {
        List<OwnershipEntry> entries = Filter.bySubject(filter, subject -> session.ports().owners().list(subject));
        if (json) {
            return session.say(JsonForm.array(entries, entry -> JsonForm.of(entry, session.now())));
        }
        if (entries.isEmpty()) {
            return session.say("(no owners)");
        }
        Columns columns = new Columns("NAME", "HOLDER", "SUBJECT", "SINCE", "HELD-UNTIL", "STATUS");
        entries.forEach(entry -> columns.add(entry.name().text(), holder(entry.holder()), entry.subject().text(),
                Columns.time(entry.since()), Columns.time(entry.heldUntil()),
                entry.isHeldAt(session.now()) ? "held" : "free"));
        return session.say(columns.toString());
    }

    @Command(name = "release", mixinStandardHelpOptions = true,
            description = "Frees the names of a subject for another key, and ends the credentials of the old one.")
    int release(@Parameters(paramLabel = "SUBJECT", description = "user@domain.example") Subject subject,
                @Option(names = "--json", description = "as a JSON object") boolean json) {
        return switch (session.ports().owners().release(subject, session.user())) {
            case ReleaseOutcome.Released released when json -> session.say(JsonForm.released(subject, released));
            case ReleaseOutcome.Released(var names, int keys, int tokens) -> session.say("released " + subject + ": "
                    + names.size() + " names freed, " + keys + " TSIG keys and " + tokens + " tokens revoked");
            case ReleaseOutcome.NotHeld() -> session.complain("nobody holds " + subject);
        };
    }

    private static String holder(Holder holder) {
        return switch (holder) {
            case Holder.Key(var key) -> key.hex().substring(0, 16);
            case Holder.Operator() -> "(operator)";
        };
    }
}
