package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.application.port.out.PeerClient.Answer;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.ClusterNode;
import dev.dnsmesh.domain.record.cluster.SealedClusterManifest;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.SelfFilter;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Peers as the operator's newest manifest has them, whatever way it came: as a row, by asking peers, or written here. What was
 * applied is kept, so that a restart goes on with it as long as the configured peers are the same (cluster.md 8.4, 13.10).
 */
public final class ManifestMembership implements Membership {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestMembership.class);
    /** No endpoint of a peer. */
    private static final String KEPT_AS = "cluster manifest";

    private final OwnerName cluster;
    private final Ed25519PublicKey operator;
    private final SelfFilter self;
    private final SignatureVerifier verifier;
    private final RecordStore records;
    private final TimeSource time;
    private final String configuredDigest;
    private volatile List<Peer> peers;
    /** Of the manifest that counts, applied or, at the first start, only known. */
    private Optional<SequenceNumber> sequence = Optional.empty();
    private volatile double shownSequence;

    /**
     * @param configured peers of the settings, which a manifest that is known at the first start does not replace; empty = those
     *                   of the mounted manifest
     * @param cluster    whose manifest counts
     * @param operator   who signs it
     */
    public ManifestMembership(List<Peer> configured, OwnerName cluster, Ed25519PublicKey operator, SelfFilter self, SignatureVerifier verifier,
                              RecordStore records, WatermarkStore watermarks, Meter meter, TimeSource time) {
        this.cluster = cluster;
        this.operator = operator;
        this.self = self;
        this.verifier = verifier;
        this.records = records;
        this.time = time;
        peers = self.others(configured);
        configuredDigest = Sha256.of(Octets.utf8(String.join(",", configured.stream().map(Peer::endpoint).toList()))).hex();
        meter.gauge("dmp_sync_manifest_seq", () -> shownSequence);
        begin(watermarks);
    }

    private void begin(WatermarkStore watermarks) {
        Optional<AppliedManifest> kept = watermarks.find(KEPT_AS).flatMap(AppliedManifest::of).filter(applied -> applied.configured().equals(configuredDigest));
        Optional<Verified<ClusterManifest>> applied = kept.flatMap(manifest -> verified(manifest.wire()));
        if (applied.isPresent()) {
            apply(applied.get());
        } else if (kept.filter(manifest -> manifest.wire().isEmpty()).isPresent()) {
            kept.get().sequence().ifPresent(this::count);
        } else {
            newest().ifPresent(manifest -> count(manifest.record().sequence()));
            keep("");
        }
        refresh();
    }

    private void keep(String wire) {
        records.commit(UpdateBatch.pulled(List.of(), List.of(), List.of(new AppliedManifest(configuredDigest, sequence, wire).kept(KEPT_AS)), time.now()));
    }

    @Override
    public List<Peer> peers() {
        return peers;
    }

    @Override
    public void ranWith(Peer peer, PeerClient client) {
        if (client.manifest(peer) instanceof Answer.Content<Optional<String>>(Optional<String> wire)) {
            wire.flatMap(this::verified).ifPresent(this::keep);
        }
        refresh();
    }

    /** Stores what a peer told, if it is newer than what is known here. */
    private synchronized void keep(Verified<ClusterManifest> told) {
        Optional<SequenceNumber> known = newest().map(manifest -> manifest.record().sequence());
        if (isNewer(told, known) && isNewer(told, sequence)) {
            MountedManifest.publication(told.text(), told.record(), time.now())
                    .ifPresent(change -> records.commit(UpdateBatch.unconditional(List.of(change), time.now())));
        }
    }

    private synchronized void refresh() {
        newest().filter(manifest -> isNewer(manifest, sequence)).ifPresent(this::apply);
    }

    private static boolean isNewer(Verified<ClusterManifest> manifest, Optional<SequenceNumber> than) {
        return than.map(known -> manifest.record().sequence().compareTo(known) > 0).orElse(true);
    }

    private void apply(Verified<ClusterManifest> manifest) {
        List<Peer> named = self.others(manifest.record().nodes().stream().filter(ClusterNode::isUsable)
                .flatMap(node -> Peer.of(node.id(), node.httpEndpoint()).stream()).toList());
        boolean alone = named.isEmpty();
        if (!alone) {
            peers = named;
        }
        boolean fresh = !Optional.of(manifest.record().sequence()).equals(sequence);
        count(manifest.record().sequence());
        if (fresh) {
            keep(manifest.text());
            LOG.info("manifest {} of {} names {} other nodes{}", sequence.map(SequenceNumber::toString).orElse(""), cluster, named.size(),
                    alone ? "; the former ones are still asked, for a later manifest" : "");
        }
    }

    private void count(SequenceNumber counting) {
        sequence = Optional.of(counting);
        shownSequence = Double.parseDouble(counting.toString());
    }

    private Optional<Verified<ClusterManifest>> newest() {
        return cluster.child("cluster").stream().flatMap(owner -> records.liveAt(owner, time.now()).stream())
                .flatMap(row -> row.value().text().flatMap(this::verified).stream())
                .max(Comparator.comparing(manifest -> manifest.record().sequence()));
    }

    private Optional<Verified<ClusterManifest>> verified(String wire) {
        return SealedClusterManifest.open(wire).flatMap(sealed -> sealed.verify(verifier, operator, time.now(), cluster.text()));
    }
}
