package dev.dnsmesh.application.usecase.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.ClusterNode;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.SelfFilter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestMembershipTest {
    private static final Ed25519PublicKey OPERATOR = new Ed25519PublicKey(Sha256.of(Octets.utf8("operator")));
    private static final Ed25519PublicKey STRANGER = new Ed25519PublicKey(Sha256.of(Octets.utf8("stranger")));
    private static final SignatureVerifier SIGNATURES = (key, message, signature) -> signature.equals(signed(key, message));
    private static final OwnerName CLUSTER = new OwnerName("mesh.example");
    private static final OwnerName AT = new OwnerName("cluster.mesh.example");
    private static final Peer CONFIGURED = Peer.ofUrl("http://b.internal:8053").orElseThrow();
    private static final Duration LIFE = Duration.ofDays(1);

    private final ManualTime time = new ManualTime(Records.NOON);
    private final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));
    private final CountingMeter meter = new CountingMeter();
    private final FakePeer peer = new FakePeer(time);

    private Membership started(Peer... configured) {
        return new ManifestMembership(List.of(configured), CLUSTER, OPERATOR, new SelfFilter(Optional.of("self"), Optional.empty()), SIGNATURES,
                storage.records(), storage.watermarks(), meter, time);
    }

    private static Signature signed(Ed25519PublicKey key, Octets message) {
        return new Signature(Octets.concat(Sha256.of(key.octets(), message), Sha256.of(message, key.octets())));
    }

    private static String manifest(long number, Ed25519PublicKey operator, String... ids) {
        Signer signer = new Signer() {
            @Override
            public Ed25519PublicKey publicKey() {
                return operator;
            }

            @Override
            public Signature sign(Octets message) {
                return signed(operator, message);
            }
        };
        return new ClusterManifest(DomainName.parse("Mesh.example").orElseThrow(), operator, new SequenceNumber(number), UnixTime.of(Records.NOON).plus(LIFE),
                Stream.of(ids).map(id -> ClusterNode.withoutDns(id, "https://" + id + ".example")).toList()).sign(signer).signed().orElseThrow();
    }

    private void arrives(String wire) {
        storage.records().commit(Records.batchAt(time.now(), Records.add(AT, wire, LIFE.toSeconds())));
    }

    private List<String> ids(Membership membership) {
        return membership.peers().stream().map(Peer::id).toList();
    }

    @Test
    void a_manifest_that_arrives_as_a_row_replaces_the_peers() {
        Membership membership = started(CONFIGURED);
        assertThat(membership.peers()).containsExactly(CONFIGURED);
        arrives(manifest(3, OPERATOR, "self", "c", "d"));
        membership.ranWith(CONFIGURED, peer);
        assertThat(ids(membership)).containsExactly("c", "d");
        assertThat(meter.value("dmp_sync_manifest_seq")).isEqualTo(3);
    }

    @Test
    void one_that_a_peer_tells_is_stored_and_replaces_them_too() {
        Membership membership = started(CONFIGURED);
        peer.manifest = Optional.of(manifest(3, OPERATOR, "self", "c"));
        membership.ranWith(CONFIGURED, peer);
        assertThat(ids(membership)).containsExactly("c");
        assertThat(Records.texts(storage.records(), AT, time.now())).containsExactly(peer.manifest.get());
    }

    @Test
    void what_the_operator_did_not_sign_or_has_outdated_changes_nothing() {
        Membership membership = started(CONFIGURED);
        arrives(manifest(3, OPERATOR, "c"));
        membership.ranWith(CONFIGURED, peer);
        peer.manifest = Optional.of(manifest(9, STRANGER, "evil"));
        arrives(manifest(8, STRANGER, "evil"));
        membership.ranWith(CONFIGURED, peer);
        peer.manifest = Optional.of(manifest(2, OPERATOR, "older"));
        membership.ranWith(CONFIGURED, peer);
        assertThat(ids(membership)).containsExactly("c");
        assertThat(storage.records().liveAt(AT, time.now())).hasSize(2);
    }

    @Test
    void one_that_is_known_at_the_first_start_is_only_outdone() {
        arrives(manifest(3, OPERATOR, "public"));
        Membership membership = started(CONFIGURED);
        membership.ranWith(CONFIGURED, peer);
        assertThat(membership.peers()).containsExactly(CONFIGURED);
        arrives(manifest(4, OPERATOR, "c"));
        membership.ranWith(CONFIGURED, peer);
        assertThat(ids(membership)).containsExactly("c");
    }

    @Test
    void a_restart_goes_on_with_what_was_applied_unless_the_settings_changed() {
        started(CONFIGURED);
        arrives(manifest(4, OPERATOR, "c"));
        assertThat(ids(started(CONFIGURED))).as("arrived just before the crash").containsExactly("c");
        assertThat(ids(started(CONFIGURED))).containsExactly("c");
        Peer other = Peer.ofUrl("http://e.internal:8053").orElseThrow();
        assertThat(started(other).peers()).containsExactly(other);
    }

    @Test
    void a_manifest_that_leaves_nobody_leaves_somebody_to_ask_for_the_next() {
        Membership membership = started(CONFIGURED);
        arrives(manifest(3, OPERATOR, "self"));
        membership.ranWith(CONFIGURED, peer);
        assertThat(membership.peers()).containsExactly(CONFIGURED);
        peer.manifest = Optional.of(manifest(4, OPERATOR, "c"));
        membership.ranWith(CONFIGURED, peer);
        assertThat(ids(membership)).containsExactly("c");
    }

    @Test
    void the_mounted_manifest_is_published_in_lower_case_while_it_is_good() {
        MountedManifest mounted = MountedManifest.read(manifest(3, OPERATOR, "c"), Optional.of(OPERATOR), SIGNATURES, time.now()).orElseThrow();
        assertThat(mounted.publication(time.now())).hasValueSatisfying(change -> assertThat(change.owner()).isEqualTo(AT));
        assertThat(mounted.cluster()).contains(CLUSTER);
        assertThat(MountedManifest.read(manifest(3, STRANGER, "c"), Optional.of(OPERATOR), SIGNATURES, time.now()).orElseThrow().publication(time.now())).isEmpty();
        assertThat(MountedManifest.read(manifest(3, STRANGER, "c"), Optional.empty(), SIGNATURES, time.now()).orElseThrow().publication(time.now())).isPresent();
        time.advance(LIFE.plusSeconds(1));
        assertThat(MountedManifest.read(manifest(3, STRANGER, "c"), Optional.empty(), SIGNATURES, time.now()).orElseThrow().publication(time.now())).isEmpty();
        assertThat(MountedManifest.read("v=dmp1;t=cluster;nonsense", Optional.empty(), SIGNATURES, time.now())).isEmpty();
    }
}
