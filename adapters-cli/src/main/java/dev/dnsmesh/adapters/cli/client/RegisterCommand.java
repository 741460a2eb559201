package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.ObtainToken;
import dev.dnsmesh.application.client.port.in.Registration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code register}. */
@Network
@Command(name = "register", description = "Gets a bearer token from a node, for its HTTP interface.", footerHeading = "%nExample:%n",
        footer = "  dnsmesh register --node dmp.example.com")
public final class RegisterCommand implements Callable<Integer> {
    private final Session session;
    private final Supplier<ObtainToken> obtain;

    @Option(names = "--node", paramLabel = "HOST", required = true, description = "The node; a scheme is dropped.")
    private String node;
    @Option(names = "--subject", paramLabel = "S", description = "Whom to register (username@own zone).")
    private Optional<String> subject;
    @Option(names = "--scheme", paramLabel = "https|http", defaultValue = "https", description = "How to speak to it (${DEFAULT-VALUE}).")
    private String scheme;

    public RegisterCommand(Session session, Supplier<ObtainToken> obtain) {
        this.session = session;
        this.obtain = obtain;
    }

    @Override
    public Integer call() {
        return session.end(obtain.get().obtain(new Registration(node, subject, scheme)), token -> session.done(
                json -> json.put("subject", token.subject()).put("node", token.node()).put("expires_at", token.expiresAt().orElse(null))
                        .put("file", token.file()),
                out -> {
                    out.println("registered " + token.subject() + " at " + token.node());
                    out.println("token file: " + token.file());
                    out.println("expires: " + token.expiresAt().map(end -> Instant.ofEpochSecond(end).toString()).orElse("never"));
                }));
    }
}
