package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.ObtainTsigKey;
import dev.dnsmesh.application.client.port.in.Registration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tsig register}. */
@Command(name = "tsig", description = "The key that signs your DNS UPDATEs.")
public final class TsigCommand {
    private final Session session;
    private final Supplier<ObtainTsigKey> obtain;

    public TsigCommand(Session session, Supplier<ObtainTsigKey> obtain) {
        this.session = session;
        this.obtain = obtain;
    }

    @Network
    @Command(name = "register", description = "Gets a TSIG key from a node and keeps it in the configuration.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh tsig register --node 127.0.0.1:8053 --scheme http --dns-port 5353")
    int register(@Option(names = "--node", paramLabel = "HOST", required = true, description = "The node; a scheme is dropped.") String node,
                 @Option(names = "--subject", paramLabel = "S", description = "Whom to register (username@own zone).") Optional<String> subject,
                 @Option(names = "--scheme", paramLabel = "https|http", defaultValue = "https", description = "How to speak to it (${DEFAULT-VALUE}).")
                 String scheme,
                 @Option(names = "--dns-server", paramLabel = "H", description = "Where UPDATEs go (the node's host).") Optional<String> dnsServer,
                 @Option(names = "--dns-port", paramLabel = "P", defaultValue = "53", description = "Its port (${DEFAULT-VALUE}).") int dnsPort) {
        return session.end(obtain.get().obtain(new Registration(node, subject, scheme), dnsServer, dnsPort), key -> session.done(json -> {
            json.put("subject", key.subject()).put("node", key.node()).put("expires_at", key.expiresAt().orElse(null))
                    .put("key_name", key.keyName()).put("algorithm", key.algorithm()).put("zone", key.zone())
                    .put("server", key.server()).put("port", key.port());
            key.scope().forEach(json.putArray("scope")::add);
        }, out -> {
            out.println("registered " + key.subject() + " at " + key.node());
            out.println("key: " + key.keyName() + " (" + key.algorithm() + ")");
            out.println("zone: " + key.zone());
            out.println("updates go to: " + key.server() + " port " + key.port());
            key.scope().forEach(suffix -> out.println("scope: " + suffix));
            out.println("expires: " + key.expiresAt().map(end -> Instant.ofEpochSecond(end).toString()).orElse("never"));
        }));
    }
}
