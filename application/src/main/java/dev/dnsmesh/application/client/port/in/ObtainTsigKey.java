package dev.dnsmesh.application.client.port.in;

import java.util.List;
import java.util.Optional;

/** {@code tsig register}: gets an UPDATE key from a node and keeps it in the configuration (client.md 2.3). */
@FunctionalInterface
public interface ObtainTsigKey {
    /**
     * @param dnsServer where UPDATEs will go; else the node's host
     * @param dnsPort   1 to 65535
     */
    ClientResult<Obtained> obtain(Registration registration, Optional<String> dnsServer, int dnsPort);

    /**
     * @param scope     the suffixes that the key covers
     * @param expiresAt Unix seconds; empty = never
     */
    record Obtained(String subject, String node, String keyName, String algorithm, String zone, String server, int port,
                    List<String> scope, Optional<Long> expiresAt) {
        public Obtained {
            scope = List.copyOf(scope);
        }
    }
}
