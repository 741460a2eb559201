package dev.dnsmesh.adapters.http.page;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/**
 * What the page says of the node, as it was configured.
 *
 * @param endpoint of the heartbeat, {@code https://host[:port]}
 * @param zone     the served zone
 */
public record NodeProfile(Optional<String> endpoint, Optional<OwnerName> zone, Registration registration,
                          Discovery discovery, Links links) {
    /** Where to read on. */
    public record Links(String documentation, String source, String client) {
        /** The repository that heartbeat.md 9 names as the protocol's; its first page, itself, and what it releases. */
        public static final Links PROJECT = new Links("https://github.com/oscarvalenzuelab/DNSMeshProtocol#readme",
                "https://github.com/oscarvalenzuelab/DNSMeshProtocol", "https://github.com/oscarvalenzuelab/DNSMeshProtocol/releases");
    }
}
