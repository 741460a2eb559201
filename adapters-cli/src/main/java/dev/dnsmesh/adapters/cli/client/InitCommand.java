package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.InitialiseClient;
import dev.dnsmesh.application.client.port.in.InitialiseClient.Order;
import dev.dnsmesh.application.client.port.in.InitialiseClient.Resolving;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init USERNAME}. */
@Network
@Command(name = "init", description = "Writes a configuration with a fresh salt. The passphrase is asked for later.",
        footerHeading = "%nExample:%n", footer = {"  dnsmesh init alice --domain mesh.local --endpoint http://127.0.0.1:8053"
            + " --dns-resolvers 127.0.0.1:5353"})
public final class InitCommand implements Callable<Integer> {
    private final Session session;
    private final Supplier<InitialiseClient> initialise;

    @Parameters(paramLabel = "USERNAME", description = "Your user name; user@host sets the domain, too.")
    private String username;
    @Option(names = "--domain", paramLabel = "D", defaultValue = Order.DEFAULT_DOMAIN, description = "Own zone (${DEFAULT-VALUE}).")
    private String domain;
    @Option(names = "--endpoint", paramLabel = "URL", defaultValue = "", description = "The node's HTTP base.")
    private String endpoint;
    @Option(names = "--http-token", paramLabel = "T", description = "Bearer token for the node.")
    private Optional<String> httpToken;
    @Option(names = "--dns-host", paramLabel = "H", description = "The one resolver to ask (default: the system's).")
    private Optional<String> dnsHost;
    @Option(names = "--dns-port", paramLabel = "P", defaultValue = "5353", description = "Its port (${DEFAULT-VALUE}).")
    private int dnsPort;
    @Option(names = "--dns-resolvers", paramLabel = "LIST",
            description = "Comma-separated IP addresses with optional ports; they replace the default list.")
    private Optional<String> dnsResolvers;
    @Option(names = "--no-default-resolvers", description = "Do not store 1.1.1.1 and 8.8.8.8.")
    private boolean noDefaultResolvers;
    @Option(names = "--identity-domain", paramLabel = "Z", defaultValue = "", description = "A zone of yours that your identity is published in.")
    private String identityDomain;
    @Option(names = "--allow-tofu", description = "Accept mail from anybody until a contact is pinned.")
    private boolean allowTofu;
    @Option(names = "--require-dnssec", description = "Discard answers that a resolver has not validated.")
    private boolean requireDnssec;
    @Option(names = "--no-probe-local-dns", description = "Do not look for the node's own DNS.")
    private boolean noProbe;
    @Option(names = "--no-providers", description = "Tell no claim providers of messages, and ask none (config set providers none).")
    private boolean noProviders;
    @Option(names = "--force", description = "Overwrite a configuration: a new salt, the old identity is gone.")
    private boolean force;

    public InitCommand(Session session, Supplier<InitialiseClient> initialise) {
        this.session = session;
        this.initialise = initialise;
    }

    @Override
    public Integer call() {
        var order = new Order(username, domain, endpoint, httpToken, new Resolving(dnsHost, dnsPort, dnsResolvers, noDefaultResolvers),
                identityDomain, allowTofu, requireDnssec, !noProbe, force, !noProviders);
        return session.end(initialise.get().initialise(order), made -> session.done(
                json -> json.put("config", made.location()).put("username", made.username()).put("domain", made.domain())
                        .put("endpoint", made.endpoint()).put("local_dns", made.localDns().orElse(null)),
                out -> {
                    out.println("wrote " + made.location());
                    out.println("you will be " + made.username() + "@" + made.domain());
                    made.localDns().ifPresent(found -> out.println("local DNS endpoint: " + found));
                }));
    }
}
