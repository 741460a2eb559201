package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dnsmesh.application.client.port.in.KeepTokens;
import dev.dnsmesh.application.client.port.in.KeepTokens.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code token list|forget}. */
@Command(name = "token", description = "The saved bearer tokens.")
public final class TokenCommand {
    private final Session session;
    private final Supplier<KeepTokens> tokens;

    public TokenCommand(Session session, Supplier<KeepTokens> tokens) {
        this.session = session;
        this.tokens = tokens;
    }

    @Command(name = "list", description = "Lists them; the tokens themselves are never shown.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh token list")
    int list() {
        List<Listed> listed = tokens.get().list();
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        listed.forEach(token -> json.addObject().put("version", 1).put("node", token.node()).put("subject", token.subject())
                .put("expires_at", token.expiresAt().orElse(null)).put("registered_spk", token.registeredSpk())
                .put("saved_at", token.savedAt()).put("token_prefix", token.tokenPrefix()).put("token_len", token.tokenLength()));
        return session.doneAs(json, out -> table(listed).forEach(out::println));
    }

    private static List<String> table(List<Listed> tokens) {
        if (tokens.isEmpty()) {
            return List.of("(no tokens)");
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"NODE", "SUBJECT", "EXPIRES"});
        tokens.forEach(token -> rows.add(new String[] {token.node(), token.subject(),
            token.expiresAt().map(end -> Instant.ofEpochSecond(end).toString()).orElse("-")}));
        int node = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        int subject = rows.stream().mapToInt(row -> row[1].length()).max().orElse(0);
        return rows.stream().map(row -> row[0] + " ".repeat(node - row[0].length()) + "  " + row[1]
                + " ".repeat(subject - row[1].length()) + "  " + row[2]).toList();
    }

    @Command(name = "forget", description = "Deletes the token of a node.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh token forget dmp.example.com")
    int forget(@Parameters(paramLabel = "NODE", description = "Host or URL.") String node) {
        return session.end(tokens.get().forget(node), host -> session.done(json -> json.put("node", host),
                out -> out.println("forgot the token for " + host)));
    }
}
