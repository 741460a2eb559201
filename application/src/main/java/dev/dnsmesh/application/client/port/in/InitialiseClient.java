package dev.dnsmesh.application.client.port.in;

import java.util.List;
import java.util.Optional;

/** {@code init}: writes a configuration with a fresh salt (client.md 1.5, cli.md 2). The identity itself needs no network. */
public interface InitialiseClient {
    ClientResult<Initialised> initialise(Order order);

    /**
     * As typed.
     *
     * @param username      {@code user@host} also sets the domain unless {@code domain} does
     * @param probe     whether the node's own DNS is looked for
     * @param providers whether claim providers are told of messages, and asked for some (client.md 13)
     */
    record Order(String username, String domain, String endpoint, Optional<String> httpToken, Resolving resolving,
                 String identityDomain, boolean allowTofu, boolean requireDnssec, boolean probe, boolean force,
                 boolean providers) {
        /** The own zone unless something else is asked for. */
        public static final String DEFAULT_DOMAIN = "mesh.local";
    }

    /** How names shall be read. {@code list} is one comma-separated text. */
    record Resolving(Optional<String> dnsHost, int dnsPort, Optional<String> list, boolean noDefaults) {
        /** What {@code init} puts in without other orders. */
        public static final List<String> DEFAULTS = List.of("1.1.1.1", "8.8.8.8");
    }

    /** @param localDns {@code HOST:PORT} of the node's own DNS, where a probe found it */
    record Initialised(String location, String username, String domain, String endpoint, Optional<String> localDns) {
    }
}
