package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.client.HttpPeerClient;
import dev.dnsmesh.application.port.in.PullFromPeers;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.usecase.pull.ManifestMembership;
import dev.dnsmesh.application.usecase.pull.Membership;
import dev.dnsmesh.application.usecase.pull.MountedManifest;
import dev.dnsmesh.application.usecase.pull.PullFromPeersUseCase;
import dev.dnsmesh.application.usecase.pull.PullRules;
import dev.dnsmesh.bootstrap.lifecycle.Replication;
import dev.dnsmesh.bootstrap.lifecycle.StopSignal;
import dev.dnsmesh.bootstrap.settings.ClusterSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.RowVerifier;
import dev.dnsmesh.domain.sync.SelfFilter;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node takes over from others. Without peers or without a sync token it takes over nothing. */
final class ReplicationModule extends AbstractModule {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicationModule.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    @Provides
    @Singleton
    StopSignal stopping() {
        return new StopSignal();
    }

    @Provides
    @Singleton
    Replication replication(PullFromPeers pulling, StopSignal stopping) {
        return new Replication(pulling, stopping);
    }

    @Provides
    @Singleton
    PullFromPeers pulling(NodeSettings settings, Membership membership, PeerClient client, RecordStore records, WatermarkStore watermarks, RowVerifier verifier, Meter meter,
                          StopSignal stopping, TimeSource time, RandomSource random) {
        ClusterSettings cluster = settings.cluster();
        if (cluster.keepsDeletions()) {
            meter.gauge("dmp_sync_tombstones", records::tombstones);
        }
        return new PullFromPeersUseCase(membership, client, records, watermarks, verifier, meter, stopping, time, random,
                new PullRules(cluster.interval(), cluster.overlap(), cluster.fullScan(), cluster.catchUp(), cluster.keepsDeletions()));
    }

    /** The mounted manifest is published on the way, before anything serves (cluster.md 10). */
    @Provides
    @Singleton
    ClusterFile file(NodeSettings settings, SignatureVerifier verifier, RecordStore records, TimeSource time) {
        ClusterFile file = ClusterFile.read(settings.cluster(), verifier, time.now());
        file.manifest().flatMap(manifest -> manifest.publication(time.now()))
                .ifPresent(change -> records.commit(UpdateBatch.unconditional(List.of(change), time.now())));
        return file;
    }

    /** The cluster whose manifest counts (cluster.md 9.4). */
    @Provides
    @Singleton
    ClusterName name(NodeSettings settings, ClusterFile file) {
        return new ClusterName(settings.cluster().baseDomain().or(() -> file.manifest().flatMap(MountedManifest::cluster)));
    }

    @Provides
    @Singleton
    Membership membership(NodeSettings settings, ClusterFile file, ClusterName name, SignatureVerifier verifier, RecordStore records, WatermarkStore watermarks,
                          Meter meter, TimeSource time) {
        ClusterSettings cluster = settings.cluster();
        if (cluster.peerTokens().isEmpty()) {
            return List::of;
        }
        SelfFilter self = new SelfFilter(cluster.nodeId(), cluster.selfEndpoint().map(URI::toString));
        List<Peer> urls = cluster.peers().stream().flatMap(url -> Peer.ofUrl(url.toString()).stream()).toList();
        List<Peer> configured = self.others(urls.isEmpty() ? file.named() : urls);
        if (cluster.operatorKey().isEmpty() || name.cluster().isEmpty()) {
            warnOfNoManifest(cluster, configured);
            return () -> configured;
        }
        return new ManifestMembership(configured, name.cluster().get(), cluster.operatorKey().get(), self, verifier, records, watermarks, meter, time);
    }

    private static void warnOfNoManifest(ClusterSettings cluster, List<Peer> configured) {
        if (cluster.operatorKey().isPresent()) {
            LOG.warn("DMP_SYNC_OPERATOR_SPK is set without DMP_CLUSTER_BASE_DOMAIN or a manifest that it signed: peers are those of the settings");
        } else if (!configured.isEmpty()) {
            LOG.warn("peers are set without DMP_SYNC_OPERATOR_SPK: manifests of the cluster do not change them");
        }
    }

    @Provides
    @Singleton
    PeerClient client(NodeSettings settings, SyncIdentity identity) {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(CONNECT_LIMIT);
        identity.members().ifPresent(members -> client.sslContext(context(members)));
        return new HttpPeerClient(client.build(), settings.cluster().peerTokens());
    }

    private static SSLContext context(SyncIdentity.Members members) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {members.own()}, new TrustManager[] {members.called()}, null);
            return context;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has TLS", missing);
        }
    }
}
