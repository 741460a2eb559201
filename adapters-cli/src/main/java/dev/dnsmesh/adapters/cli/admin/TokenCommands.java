package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTokens.Grant;
import dev.dnsmesh.application.port.in.AdministerTokens.Outcome;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token issue|list|revoke|rotate}. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Bearer tokens: who may write over HTTP.")
final class TokenCommands {
    private static final int SHOWN_DIGITS = 16;

    private final Session session;

    TokenCommands(Session session) {
        this.session = session;
    }

    @Command(name = "issue", mixinStandardHelpOptions = true, description = "Issues a token and shows it, this once.")
    int issue(@Parameters(paramLabel = "SUBJECT", description = "user@domain.example") Subject subject,
              @Option(names = "--expires", paramLabel = "D", description = "life, such as 90d; none: without end")
              Optional<Duration> life,
              @Option(names = "--rate", paramLabel = "R", defaultValue = "10.0", description = "writes per second (${DEFAULT-VALUE})")
              Double rate,
              @Option(names = "--burst", paramLabel = "N", defaultValue = "50", description = "writes at once (${DEFAULT-VALUE})")
              int burst,
              @Option(names = "--note", paramLabel = "T", description = "for the list") Optional<String> note,
              @Option(names = "--with-prekey-scope", paramLabel = "HEX", description = "X25519 key whose prekeys it may write")
              Optional<X25519PublicKey> prekeys,
              @Option(names = "--spk", paramLabel = "HEX", description = "the user's Ed25519 key, who may then register, too")
              Optional<Ed25519PublicKey> key,
              @Option(names = "--no-hold", description = "does not keep the subject from other keys") boolean noHold,
              @Option(names = "--json", description = "as a JSON object") boolean json) {
        var order = new AdministerTokens.Order(subject, new Grant(rate, burst, life), key, !noHold,
                prekeys.map(PrekeyScope::of), note);
        return show(session.ports().tokens().issue(order, session.user()), json);
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true,
            description = "Ends all tokens of a subject and issues one, both or neither.")
    int rotate(@Parameters(paramLabel = "SUBJECT", description = "user@domain.example") Subject subject,
               @Option(names = "--expires", paramLabel = "D", description = "life, such as 90d; none: without end")
               Optional<Duration> life,
               @Option(names = "--rate", paramLabel = "R", defaultValue = "10.0", description = "writes per second (${DEFAULT-VALUE})")
               Double rate,
               @Option(names = "--burst", paramLabel = "N", defaultValue = "50", description = "writes at once (${DEFAULT-VALUE})")
               int burst,
               @Option(names = "--json", description = "as a JSON object") boolean json) {
        return show(session.ports().tokens().rotate(subject, new Grant(rate, burst, life), session.user()), json);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists tokens by their hashes, newest first.")
    int list(@Option(names = "--subject", paramLabel = "S", description = "those of one subject") Optional<String> filter,
             @Option(names = "--include-revoked", description = "revoked ones, too") boolean revoked,
             @Option(names = "--json", description = "as a JSON array") boolean json) {
        List<Token> tokens = Filter.bySubject(filter, subject -> session.ports().tokens().list(subject)).stream()
                .filter(token -> revoked || token.revokedAt().isEmpty()).toList();
        if (json) {
            return session.say(JsonForm.array(tokens, token -> JsonForm.listed(token, session.now())));
        }
        if (tokens.isEmpty()) {
            return session.say("(no tokens)");
        }
        Columns columns = new Columns("HASH-PREFIX", "SUBJECT", "ISSUED", "EXPIRES", "REVOKED", "STATUS");
        tokens.forEach(token -> columns.add(token.hash().hex().substring(0, SHOWN_DIGITS), token.subject().text(),
                Columns.time(token.issuedAt()), Columns.time(token.expiresAt()), Columns.time(token.revokedAt()),
                token.isLiveAt(session.now()) ? "live" : "inactive"));
        return session.say(columns.toString());
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Ends one token, or all of a subject.")
    int revoke(@Parameters(paramLabel = "TARGET", description = "user@domain.example, or 8 or more digits of a hash") String target,
               @Option(names = "--all", description = "the subject's TSIG keys, too") boolean all,
               @Option(names = "--json", description = "as a JSON object") boolean json) {
        Optional<Subject> subject = Subject.canonical(target);
        if (subject.isPresent()) {
            return revoke(new TokenTarget.AllOf(subject.get(), all), target, json);
        }
        if (all) {
            return session.reject("--all goes with a subject");
        }
        String digits = target.strip().toLowerCase(Locale.ROOT);
        return digits.matches("[0-9a-f]{8,64}")
                ? revoke(new TokenTarget.Beginning(digits), target, json)
                : session.reject("'" + target + "' is neither a subject nor 8 or more hex digits of a token hash");
    }

    private int revoke(TokenTarget target, String asked, boolean json) {
        return switch (session.ports().tokens().revoke(target, session.user())) {
            case RevokeOutcome.Revoked(var keys, var tokens) when json -> session.say(JsonForm.revoked(keys, tokens));
            case RevokeOutcome.Revoked(var keys, var tokens) -> session.say("revoked " + tokens.size()
                    + (tokens.size() == 1 ? " token" : " tokens")
                    + (keys.isEmpty() ? "" : " and " + keys.size() + (keys.size() == 1 ? " TSIG key" : " TSIG keys")));
            case RevokeOutcome.Nothing() -> session.complain("nothing to revoke for " + asked);
            case RevokeOutcome.Ambiguous() -> session.reject("'" + asked + "' fits several tokens; give more digits");
        };
    }

    private int show(Outcome outcome, boolean json) {
        return switch (outcome) {
            case Outcome.Issued(var text, var token, int ended) when json -> session.say(JsonForm.issued(text, token));
            case Outcome.Issued(var text, var token, int ended) -> session.say("# token of " + token.subject()
                    + ", shown this once; expires: " + token.expiresAt().map(Columns::time).orElse("never")
                    + (ended > 0 ? "; revoked with it: " + ended : "") + "\n" + text.reveal());
            case Outcome.Held(var name) -> session.complain(name + " is held by another key; see owner list, owner release");
        };
    }
}
