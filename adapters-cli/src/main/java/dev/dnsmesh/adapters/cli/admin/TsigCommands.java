package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.AdministerTsigKeys.Outcome;
import dev.dnsmesh.application.port.in.AdministerTsigKeys.Rotation;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tsig issue|list|revoke|rotate}. */
@Command(name = "tsig", mixinStandardHelpOptions = true, description = "TSIG keys: who may write by DNS UPDATE.")
final class TsigCommands {
    private final Session session;

    TsigCommands(Session session) {
        this.session = session;
    }

    @Command(name = "issue", mixinStandardHelpOptions = true,
            description = "Mints a key and shows it, this once, as a file for nsupdate -k.")
    int issue(@Parameters(paramLabel = "SUBJECT", description = "user@domain.example") Subject subject,
              @Option(names = "--spk", paramLabel = "HEX", description = "the user's Ed25519 key, which then holds the subject")
              Optional<Ed25519PublicKey> key,
              @Option(names = "--x25519", paramLabel = "HEX", description = "the user's X25519 key: adds the mailbox suffix")
              Optional<X25519PublicKey> x25519,
              @Option(names = "--suffix", paramLabel = "S", description = "one more suffix that the key may write; repeatable")
              List<ScopeSuffix> suffixes,
              @Option(names = "--zone-wide", description = "the whole zone instead of the subject's suffixes") boolean zoneWide,
              @Option(names = "--expires", paramLabel = "D", description = "life, such as 90d; none: without end")
              Optional<Duration> life,
              @ArgGroup Form form) {
        Set<ScopeSuffix> extra = Set.copyOf(Optional.ofNullable(suffixes).orElse(List.of()));
        var order = new AdministerTsigKeys.Order(subject, key, x25519, extra, zoneWide, life);
        return switch (session.ports().keys().issue(order, session.user())) {
            case Outcome.Issued(var issued, var zone) -> show(issued, Optional.of(zone), Optional.ofNullable(form));
            case Outcome.Held(var name) -> session.complain(name + " is held by another key; see owner list, owner release");
            case Outcome.NoZone() -> session.complain("this node serves no zone: set DMP_SERVED_ZONE or DMP_DOMAIN");
            case Outcome.NameTooLong() -> session.reject("the local part of " + subject + " is too long for a key name (at most 47)");
            case Outcome.OutsideZone(var suffix, var zone) -> session.reject("suffix " + suffix + " is not within " + zone);
        };
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists keys, never their secrets.")
    int list(@Option(names = "--subject", paramLabel = "S", description = "those of one subject") Optional<String> filter,
             @Option(names = "--json", description = "as a JSON array") boolean json) {
        List<TsigKey> keys = Filter.bySubject(filter, subject -> session.ports().keys().list(subject));
        if (json) {
            return session.say(JsonForm.array(keys, key -> JsonForm.listed(key, session.now())));
        }
        if (keys.isEmpty()) {
            return session.say("(no keys)");
        }
        Columns columns = new Columns("NAME", "SUBJECT", "ISSUED", "EXPIRES", "REVOKED", "STATUS");
        keys.forEach(key -> columns.add(key.name().text(), Columns.text(key.subject().map(Subject::text)),
                Columns.time(key.createdAt()), Columns.time(key.expiresAt()), Columns.time(key.revokedAt()),
                key.isActiveAt(session.now()) ? "active" : "inactive"));
        return session.say(columns.toString());
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Ends one key, or all keys of a subject.")
    int revoke(@Parameters(paramLabel = "NAME|SUBJECT", description = "name of a key, or user@domain.example") String target,
               @Option(names = "--json", description = "as a JSON object") boolean json) {
        Optional<KeyTarget> found = target(target);
        if (found.isEmpty()) {
            return neither(target);
        }
        return switch (session.ports().keys().revoke(found.get(), session.user())) {
            case RevokeOutcome.Revoked(var keys, var tokens) -> json ? session.say(JsonForm.revoked(keys, tokens))
                    : session.say("revoked " + keys.stream().map(key -> key.name().text()).collect(Collectors.joining(", ")));
            case RevokeOutcome.Nothing() -> session.complain("no key to revoke for " + target);
            case RevokeOutcome.Ambiguous() -> session.reject("'" + target + "' fits several keys");
        };
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true, description = {"Gives a key another secret and shows it, this once.",
        "The old secret stops working at once; name, suffixes and end stay."})
    int rotate(@Parameters(paramLabel = "NAME|SUBJECT", description = "name of a key, or user@domain.example with one active key") String target,
               @Option(names = "--expires", paramLabel = "D", description = "life from now on, such as 90d; none: as before") Optional<Duration> life,
               @ArgGroup Form form) {
        Optional<KeyTarget> found = target(target);
        if (found.isEmpty()) {
            return neither(target);
        }
        return switch (session.ports().keys().rotate(found.get(), life, session.user())) {
            case Rotation.Rotated(var key, var zone) -> show(key, zone, Optional.ofNullable(form));
            case Rotation.Nothing() -> session.complain("no active key to rotate for " + target);
            case Rotation.Ambiguous() -> session.reject("'" + target + "' fits several keys; give the name of one");
        };
    }

    private static Optional<KeyTarget> target(String text) {
        return Subject.canonical(text).<KeyTarget>map(KeyTarget.AllOf::new)
                .or(() -> text.indexOf('@') < 0 ? TsigKeyName.parse(text).map(KeyTarget.Named::new) : Optional.empty());
    }

    private int neither(String target) {
        return session.reject("'" + target + "' is neither the name of a key nor a subject");
    }

    private int show(TsigKey key, Optional<OwnerName> zone, Optional<Form> form) {
        if (form.isPresent() && form.get().json) {
            return session.say(JsonForm.issued(key, zone));
        }
        return session.say(form.isPresent() && form.get().block ? KeyFile.block(key) : KeyFile.commented(key, zone));
    }

    /** How an issued key is shown; at most one. */
    static final class Form {
        @Option(names = "--json", description = "as a JSON object")
        private boolean json;
        @Option(names = "--key-file", description = "the key {} block alone")
        private boolean block;
    }
}
