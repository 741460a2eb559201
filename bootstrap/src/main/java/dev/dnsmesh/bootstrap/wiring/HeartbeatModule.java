package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.crypto.Ed25519SigningKeys;
import dev.dnsmesh.adapters.dns.client.ResolverPool;
import dev.dnsmesh.adapters.dns.client.SecureTransports;
import dev.dnsmesh.adapters.dns.client.SystemResolvers;
import dev.dnsmesh.adapters.dns.client.Upstream;
import dev.dnsmesh.adapters.http.client.HttpsSeedLists;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.port.in.ExchangeHeartbeats;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.usecase.heartbeat.ExchangeHeartbeatsUseCase;
import dev.dnsmesh.application.usecase.heartbeat.HeartbeatRules;
import dev.dnsmesh.application.usecase.heartbeat.PublicSeeds;
import dev.dnsmesh.bootstrap.lifecycle.Heartbeats;
import dev.dnsmesh.bootstrap.lifecycle.OperatorKeyFile;
import dev.dnsmesh.bootstrap.platform.SoftwareVersion;
import dev.dnsmesh.bootstrap.settings.HeartbeatSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.ZoneText;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes;
import dev.dnsmesh.domain.sync.Peer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Discovery, where the operator opted in and said what it takes (heartbeat.md 4); anything wrong there stops no node. */
final class HeartbeatModule extends AbstractModule {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatModule.class);
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    /** heartbeat.md 9. */
    private static final String SEED_LIST = "https://raw.githubusercontent.com/oscarvalenzuelab/DNSMeshProtocol/main/directory/seeds.txt";
    private static final int DNS_PORT = 53;
    private static final int MAX_ZONE = 64;
    private static final int MAX_VERSION = 32;
    private static final double JITTER = 0.1;
    private static final int STEPS = 256;

    /** @param operatorKey of the signer, lower-case hex */
    record Layer(Optional<ExchangeHeartbeatsUseCase> exchange, String operatorKey) {
        static final Layer OFF = new Layer(Optional.empty(), "");
    }

    @Provides
    @Singleton
    Heartbeats heartbeats(Layer layer, NodeSettings settings, RandomSource random) {
        return new Heartbeats(layer.exchange().map(ExchangeHeartbeats.class::cast), settings.heartbeat().interval(), settings.heartbeat().withdraw(),
                () -> 1 - JITTER + 2 * JITTER * random.octets(1).at(0) / (STEPS - 1));
    }

    @Provides
    @Singleton
    Layer layer(NodeSettings settings, SignatureVerifier verifier, RecordStore records, Vertx vertx, Meter meter, TimeSource time) {
        HeartbeatSettings heartbeat = settings.heartbeat();
        if (!heartbeat.enabled()) {
            LOG.info("discovery is off: DMP_HEARTBEAT_ENABLED, DMP_HEARTBEAT_SELF_ENDPOINT and DMP_HEARTBEAT_OPERATOR_KEY_PATH turn it on");
            return Layer.OFF;
        }
        Optional<PublicEndpoint> endpoint = heartbeat.selfEndpoint().map(URI::toString).map(HeartbeatModule::withoutSlash).flatMap(PublicEndpoint::parse);
        Optional<Signer> signer = heartbeat.operatorKey().flatMap(OperatorKeyFile::read).map((Ed25519Seed seed) -> new Ed25519SigningKeys().signer(seed));
        Optional<OwnerName> zone = settings.authority().zones().served();
        if (endpoint.isEmpty()) {
            LOG.error("discovery stays off: DMP_HEARTBEAT_SELF_ENDPOINT must be https://host[:port] of a host that the world can reach");
        }
        if (signer.isEmpty()) {
            LOG.error("discovery stays off: DMP_HEARTBEAT_OPERATOR_KEY_PATH must name a readable file with an Ed25519 seed, 32 octets or 64 hex digits");
        }
        if (zone.filter(name -> name.text().length() > MAX_ZONE).isPresent()) {
            LOG.error("discovery stays off: the served zone is longer than the {} characters that a heartbeat holds", MAX_ZONE);
            return Layer.OFF;
        }
        if (endpoint.isEmpty() || signer.isEmpty()) {
            return Layer.OFF;
        }
        return new Layer(Optional.of(new ExchangeHeartbeatsUseCase(rules(settings, endpoint.get(), zone),
                new PublicSeeds(heartbeat.seedUrls().orElse(List.of(SEED_LIST)), new HttpsSeedLists(vertx), meter, time), new SeenNodes(heartbeat.seenRows()), signer.get(),
                verifier, resolver(heartbeat, time), records, meter, time)), signer.get().publicKey().octets().hex());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static HeartbeatRules rules(NodeSettings settings, PublicEndpoint endpoint, Optional<OwnerName> zone) {
        HeartbeatSettings heartbeat = settings.heartbeat();
        String version = heartbeat.version().orElseGet(SoftwareVersion::number);
        boolean provider = zone.isPresent() && settings.update().enabled() && settings.update().claims().firstContact();
        Duration lifetime = heartbeat.lifetime().compareTo(TimeLimits.SHORT_LIVED) > 0 ? TimeLimits.SHORT_LIVED : heartbeat.lifetime();
        return new HeartbeatRules(endpoint, zone, version.substring(0, Math.min(MAX_VERSION, version.length())), provider ? Heartbeat.CLAIM_PROVIDER : 0,
                lifetime, zones(heartbeat.seeds().stream()), zones(settings.cluster().peers().stream().map(URI::toString).map(Peer::bare)),
                heartbeat.maxPeers(), heartbeat.interval().dividedBy(2));
    }

    private static List<OwnerName> zones(Stream<String> texts) {
        return texts.flatMap(text -> ZoneText.ofSeed(text).flatMap(OwnerName::parse).stream()).toList();
    }

    private static TxtResolver resolver(HeartbeatSettings heartbeat, TimeSource time) {
        List<Upstream> named = heartbeat.resolvers().stream().flatMap(text -> Upstream.parse(text, DNS_PORT).stream()).toList();
        if (named.size() < heartbeat.resolvers().size()) {
            LOG.error("DMP_HEARTBEAT_DNS_RESOLVERS: every entry must be an address, with :port where it is not 53; the others are not asked");
        }
        ResolverPool.Settings defaults = ResolverPool.Settings.DEFAULTS;
        SecureTransports none = new SecureTransports(() -> {
            throw new IllegalStateException("plain resolvers alone are asked");
        }, () -> {
            throw new IllegalStateException("plain resolvers alone are asked");
        });
        return new ResolverPool(named.isEmpty() ? SystemResolvers.of(RESOLV_CONF) : named,
                new ResolverPool.Settings(defaults.perTry(), heartbeat.dnssecRequired(), defaults.directPort()), time, new SecureRandom(), none);
    }
}
