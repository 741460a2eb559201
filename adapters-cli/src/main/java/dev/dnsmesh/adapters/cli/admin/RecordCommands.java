package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.AdministerRecords.Deletion;
import dev.dnsmesh.application.port.in.AdministerRecords.Which;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code record list|show|delete}. */
@Command(name = "record", mixinStandardHelpOptions = true, description = "The records that this node serves.")
final class RecordCommands {
    private static final int MOST = 100_000;
    private static final int SHOWN_DIGITS = 16;
    private static final int SHOWN_TEXT = 60;

    private final Session session;

    RecordCommands(Session session) {
        this.session = session;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = {"Lists live records in the order of their names.",
        "To go on, give the last name that was shown as --after."})
    int list(@Option(names = "--below", paramLabel = "NAME", description = "this name and those below it") Optional<OwnerName> below,
             @Option(names = "--after", paramLabel = "NAME", description = "names behind this one") Optional<OwnerName> after,
             @Option(names = "--limit", paramLabel = "N", defaultValue = "1000",
                     description = "about so many (${DEFAULT-VALUE}); the records of a name stay together") int limit,
             @Option(names = "--json", description = "as a JSON array, with whole values") boolean json) {
        if (limit < 1 || limit > MOST) {
            return session.reject("--limit is 1 to " + MOST);
        }
        return show(session.ports().records().list(below, after, limit), json, SHOWN_TEXT);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the live records at one name, whole.")
    int show(@Parameters(paramLabel = "NAME") OwnerName name, @Option(names = "--json", description = "as a JSON array") boolean json) {
        List<StoredRecord> records = session.ports().records().show(name);
        if (records.isEmpty()) {
            return session.complain("no record at " + name);
        }
        return show(records, json, Integer.MAX_VALUE);
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = {"Deletes one value at a name, or all of them.",
        "A peer that has the record may bring it back."})
    int delete(@Parameters(paramLabel = "NAME") OwnerName name, @ArgGroup(multiplicity = "1") Target target,
               @Option(names = "--json", description = "as a JSON object") boolean json) {
        Optional<Which> which = target.which();
        if (which.isEmpty()) {
            return session.reject("--hash is 8 or more hex digits");
        }
        return switch (session.ports().records().delete(name, which.get())) {
            case Deletion.Deleted(int gone) -> json ? session.say(JsonForm.deleted(name, gone))
                    : session.say("deleted " + gone + (gone == 1 ? " record" : " records") + " at " + name);
            case Deletion.Nothing() -> session.complain("no such record at " + name);
            case Deletion.Ambiguous() -> session.reject("several records at " + name + " have such a hash; give more digits");
        };
    }

    private int show(List<StoredRecord> records, boolean json, int length) {
        if (json) {
            return session.say(JsonForm.array(records, record -> JsonForm.of(record, session.now())));
        }
        if (records.isEmpty()) {
            return session.say("(no records)");
        }
        Columns columns = new Columns("NAME", "LEFT", "STORED", "HASH", "VALUE");
        records.forEach(record -> columns.add(record.owner().text(), record.remainingAt(session.now()) + "s",
                Columns.time(Instant.ofEpochMilli(record.storedAt().millis())), record.value().hash().hex().substring(0, SHOWN_DIGITS),
                shown(record, length)));
        return session.say(columns.toString());
    }

    /** Safe for a terminal: whoever may write records must not move its cursor. */
    private static String shown(StoredRecord record, int length) {
        String text = record.value().text().map(value -> value.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"))
                .orElseGet(() -> "0x" + record.value().octets().hex());
        return text.length() <= length ? text : text.substring(0, length) + "... (" + record.value().length() + " octets)";
    }

    /** Exactly one: a slip must not delete more than was meant. */
    static final class Target {
        @Option(names = "--value", paramLabel = "TEXT", description = "this value")
        private Optional<String> value = Optional.empty();
        @Option(names = "--hash", paramLabel = "HEX", description = "the value whose SHA-256 begins so (8 digits or more)")
        private Optional<String> hash = Optional.empty();
        @Option(names = "--all", description = "every value")
        private boolean all;

        private Optional<Which> which() {
            if (all) {
                return Optional.of(new Which.All());
            }
            return value.<Which>map(Which.Value::new).or(() -> hash.map(digits -> digits.strip().toLowerCase(Locale.ROOT))
                    .filter(digits -> digits.matches("[0-9a-f]{8,64}")).map(Which.Hash::new));
        }
    }
}
