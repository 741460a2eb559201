package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.ClusterNode;
import dev.dnsmesh.domain.record.cluster.SealedClusterManifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.update.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The manifest that the operator put beside the node (cluster.md 9.1, 9.4, 10): the trust in its nodes is that it lies there.
 *
 * @param wire     its text
 * @param manifest what it claims
 * @param trusted  it is what the pinned operator signed and is still good, or nobody is pinned
 */
public record MountedManifest(String wire, ClusterManifest manifest, boolean trusted) {
    /** Empty where the text is no manifest. */
    public static Optional<MountedManifest> read(String wire, Optional<Ed25519PublicKey> operator, SignatureVerifier verifier, Instant now) {
        return SealedClusterManifest.open(wire).flatMap(sealed -> sealed.claimed().map(claimed -> new MountedManifest(wire, claimed,
                operator.map(key -> sealed.verify(verifier, key, now).map(Verified::record).isPresent()).orElse(!claimed.expiresAt().isBefore(now)))));
    }

    /** The nodes that it names. */
    public List<Peer> peers() {
        return manifest.nodes().stream().filter(ClusterNode::isUsable).flatMap(node -> Peer.of(node.id(), node.httpEndpoint()).stream()).toList();
    }

    /** The name of the cluster, as owner names have it; empty where none has. */
    public Optional<OwnerName> cluster() {
        return trusted ? OwnerName.parse(manifest.name().folded()) : Optional.empty();
    }

    /** What publishes it; empty where it is not to be published. */
    public Optional<Change> publication(Instant now) {
        return trusted ? publication(wire, manifest, now) : Optional.empty();
    }

    /** Empty where no owner name has the cluster's. */
    static Optional<Change> publication(String wire, ClusterManifest manifest, Instant now) {
        long left = manifest.expiresAt().instant().getEpochSecond() - now.getEpochSecond();
        return OwnerName.parse(manifest.name().folded()).flatMap(name -> name.child("cluster"))
                .map(owner -> new Change.Add(owner, TxtValue.of(wire), new TimeToLive(Math.clamp(left, 1, TimeToLive.MAX_SECONDS)), Change.WhenFull.REFUSE));
    }
}
