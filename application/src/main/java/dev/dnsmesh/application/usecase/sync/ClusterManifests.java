package dev.dnsmesh.application.usecase.sync;

import dev.dnsmesh.application.port.in.ServePeers.CurrentManifest;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.SealedClusterManifest;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which manifest of a cluster counts (cluster.md 8.3): the live one of the highest number, signed by the pinned operator
 * where one is pinned.
 */
public final class ClusterManifests {
    private static final String LABEL = "cluster";

    private final Optional<OwnerName> cluster;
    private final Optional<Ed25519PublicKey> operator;
    private final SignatureVerifier signatures;

    /**
     * @param cluster  the name of the cluster; without one there is no manifest
     * @param operator the pinned key
     */
    public ClusterManifests(Optional<OwnerName> cluster, Optional<Ed25519PublicKey> operator, SignatureVerifier signatures) {
        this.cluster = cluster;
        this.operator = operator;
        this.signatures = signatures;
    }

    Optional<CurrentManifest> current(RecordStore records, Instant now) {
        return cluster.flatMap(name -> name.child(LABEL).stream().flatMap(owner -> records.liveAt(owner, now).stream())
                .flatMap(row -> row.value().text().stream())
                .flatMap(wire -> counting(name, wire, now).stream())
                .max(Comparator.comparing(CurrentManifest::sequence)));
    }

    private Optional<CurrentManifest> counting(OwnerName name, String wire, Instant now) {
        return SealedClusterManifest.open(wire).filter(sealed -> sealed.claimedSequence().isPresent())
                .flatMap(sealed -> operator.map(pinned -> sealed.verify(signatures, pinned, now, name.text()).map(Verified::record))
                        .orElseGet(sealed::claimed))
                .map((ClusterManifest manifest) -> new CurrentManifest(wire, manifest.sequence(), manifest.expiresAt(), manifest.name().text()));
    }
}
