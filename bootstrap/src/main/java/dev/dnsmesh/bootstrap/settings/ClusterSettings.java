package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Replication between the nodes of one operator (cluster.md).
 *
 * @param peers       wins over the file
 * @param peerTokens  accepted, and tried in this order; empty = the sync routes answer 403
 * @param fullScan    between full comparisons; zero = only after resets and outages
 * @param manifestFileChosen the file was named by the operator, so that its absence is worth a word
 */
public record ClusterSettings(List<URI> peers, Path manifestFile, boolean manifestFileChosen, Optional<OwnerName> baseDomain,
                              Optional<String> nodeId, Optional<URI> selfEndpoint, List<Secret> peerTokens,
                              Duration interval, Optional<Ed25519PublicKey> operatorKey, boolean tombstones,
                              Duration overlap, Duration fullScan, Duration catchUp, Tls tls) {
    public ClusterSettings {
        peers = List.copyOf(peers);
        peerTokens = List.copyOf(peerTokens);
    }

    /** Only who has peers, or lets some pull, has a use for them (cluster.md 13.6). */
    public boolean keepsDeletions() {
        return tombstones && !peerTokens.isEmpty();
    }

    /** cluster.md 13.8. */
    public record Tls(MutualTls mode, int port, Optional<Path> certificate, Optional<Path> key, Optional<Path> authority) {
    }
}
