package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.adapters.http.exchange.Json;
import dev.dnsmesh.application.usecase.pull.MountedManifest;
import dev.dnsmesh.bootstrap.settings.ClusterSettings;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.sync.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code DMP_CLUSTER_FILE} in its three shapes (cluster.md 9.1): a manifest, one in JSON, or a list of nodes. Nothing that is wrong
 * with it keeps the node from starting.
 *
 * @param peers of a list of nodes
 */
record ClusterFile(Optional<MountedManifest> manifest, List<Peer> peers) {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterFile.class);
    private static final ClusterFile NONE = new ClusterFile(Optional.empty(), List.of());
    private static final long LARGEST = 1 << 20;

    static ClusterFile read(ClusterSettings cluster, SignatureVerifier verifier, Instant now) {
        if (!cluster.manifestFileChosen() && !Files.isReadable(cluster.manifestFile())) {
            return NONE;
        }
        try {
            if (Files.size(cluster.manifestFile()) > LARGEST) {
                throw new IOException("it is longer than " + LARGEST + " octets");
            }
            return of(Files.readString(cluster.manifestFile(), StandardCharsets.UTF_8).strip(), cluster, verifier, now);
        } catch (IOException unreadable) {
            LOG.warn("the cluster file {} cannot be read: {}", cluster.manifestFile(), unreadable.getMessage());
            return NONE;
        }
    }

    private static ClusterFile of(String text, ClusterSettings cluster, SignatureVerifier verifier, Instant now) {
        Optional<Json> json = text.startsWith("{") ? Json.parse(text) : Optional.empty();
        if (json.isPresent() && json.get() instanceof Json.Members members && members.values().get("nodes") instanceof Json.Items(List<Json> nodes)) {
            return new ClusterFile(Optional.empty(), nodes.stream().flatMap(node -> node(node).stream()).toList());
        }
        String wire = json.map(value -> value instanceof Json.Members members ? members.text("wire").orElse("") : "").orElse(text).strip();
        Optional<MountedManifest> manifest = MountedManifest.read(wire, cluster.operatorKey(), verifier, now);
        if (manifest.isEmpty()) {
            LOG.warn("the cluster file {} holds neither a manifest nor a list of nodes", cluster.manifestFile());
        } else if (!manifest.get().trusted()) {
            LOG.warn("the manifest in {} is not published: it has expired, or DMP_SYNC_OPERATOR_SPK did not sign it", cluster.manifestFile());
        }
        return new ClusterFile(manifest, List.of());
    }

    private static Optional<Peer> node(Json node) {
        return node instanceof Json.Members members
                ? members.text("node_id").flatMap(id -> members.text("http_endpoint").flatMap(endpoint -> Peer.of(id, endpoint))) : Optional.empty();
    }

    /** Peers where none are configured. */
    List<Peer> named() {
        return manifest.map(MountedManifest::peers).orElse(peers);
    }
}
