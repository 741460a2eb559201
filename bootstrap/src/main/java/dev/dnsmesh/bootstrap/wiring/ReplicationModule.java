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
import dev.dnsmesh.application.usecase.pull.PullFromPeersUseCase;
import dev.dnsmesh.application.usecase.pull.PullRules;
import dev.dnsmesh.bootstrap.lifecycle.Replication;
import dev.dnsmesh.bootstrap.lifecycle.StopSignal;
import dev.dnsmesh.bootstrap.settings.ClusterSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.RowVerifier;
import dev.dnsmesh.domain.sync.SelfFilter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** What this node takes over from others. Without peers or without a sync token it takes over nothing. */
final class ReplicationModule extends AbstractModule {
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
    PullFromPeers pulling(NodeSettings settings, PeerClient client, RecordStore records, WatermarkStore watermarks, RowVerifier verifier, Meter meter,
                          StopSignal stopping, TimeSource time, RandomSource random) {
        ClusterSettings cluster = settings.cluster();
        if (cluster.keepsDeletions()) {
            meter.gauge("dmp_sync_tombstones", records::tombstones);
        }
        List<Peer> peers = cluster.peerTokens().isEmpty() ? List.of() : peers(cluster);
        return new PullFromPeersUseCase(() -> peers, client, records, watermarks, verifier, meter, stopping, time, random,
                new PullRules(cluster.interval(), cluster.overlap(), cluster.fullScan(), cluster.catchUp(), cluster.keepsDeletions()));
    }

    private static List<Peer> peers(ClusterSettings cluster) {
        return new SelfFilter(cluster.nodeId(), cluster.selfEndpoint().map(URI::toString))
                .others(cluster.peers().stream().flatMap(url -> Peer.ofUrl(url.toString()).stream()).toList());
    }

    @Provides
    @Singleton
    PeerClient client(NodeSettings settings) {
        return new HttpPeerClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(CONNECT_LIMIT).build(), settings.cluster().peerTokens());
    }
}
