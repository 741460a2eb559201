package dev.dnsmesh.application.usecase.heartbeat;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.port.in.ExchangeHeartbeats;
import dev.dnsmesh.application.port.in.ListPeers;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.ZoneText;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes.Node;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round after the other; what was heard is in memory and, for the next start, in what this node publishes. */
public final class ExchangeHeartbeatsUseCase implements ExchangeHeartbeats, ListPeers {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHeartbeatsUseCase.class);
    private static final int ASKED_AT_ONCE = 4;
    private static final int LISTED = 500;

    private final HeartbeatRules rules;
    private final Supplier<List<OwnerName>> listed;
    private final SeenNodes seen;
    private final Harvest harvest;
    private final OwnHeartbeats own;
    private final Node self;
    private final Meter.Counter ticks;
    private final TimeSource time;
    private final CoolDown coolDown = new CoolDown();

    /**
     * @param listed zones of the public lists
     * @param seen   filled with what was published before
     */
    public ExchangeHeartbeatsUseCase(HeartbeatRules rules, Supplier<List<OwnerName>> listed, SeenNodes seen, Signer signer, SignatureVerifier verifier, TxtResolver resolver,
                                     RecordStore records, Meter meter, TimeSource time) {
        this.rules = rules;
        this.listed = listed;
        this.seen = seen;
        this.time = time;
        self = new Node(signer.publicKey(), rules.endpoint().text());
        harvest = new Harvest(resolver, verifier, self, seen, meter, time);
        own = new OwnHeartbeats(rules, signer, verifier, records, time);
        ticks = meter.counter("dmp_heartbeat_ticks_total");
        meter.gauge("dmp_heartbeat_seen", seen::size);
        own.remembered().forEach(heartbeat -> seen.add(new Seen(heartbeat, false), time.now()));
    }

    @Override
    public void tick() {
        ticks.increment();
        own.publish();
        harvest(zones());
        own.publishSeen(seen);
    }

    @Override
    public void withdraw() {
        own.withdraw();
    }

    /** In the order of their sources, without the own one, as many as one round asks (heartbeat.md 7). */
    private List<OwnerName> zones() {
        Set<OwnerName> zones = new LinkedHashSet<>(rules.seeds());
        zones.addAll(rules.peers());
        zones.addAll(listed.get());
        seen.newest(2 * rules.maxZones(), time.now()).forEach(node -> zone(node.heartbeat().record()).ifPresent(zones::add));
        rules.zone().ifPresent(zones::remove);
        List<OwnerName> asked = zones.stream().limit(rules.maxZones()).toList();
        coolDown.keep(asked);
        return asked.stream().filter(coolDown::admits).toList();
    }

    private static Optional<OwnerName> zone(Heartbeat heartbeat) {
        return heartbeat.zone().isEmpty() ? ZoneText.ofEndpoint(heartbeat.endpoint().text()).flatMap(OwnerName::parse)
                : OwnerName.parse(ZoneText.ofSeed(heartbeat.zone()).orElse(""));
    }

    private void harvest(List<OwnerName> zones) {
        List<Callable<Boolean>> questions = new ArrayList<>();
        zones.forEach(zone -> questions.add(() -> harvest.of(zone)));
        try (ExecutorService asking = Executors.newFixedThreadPool(ASKED_AT_ONCE, Thread.ofVirtual().name("harvest-", 0).factory())) {
            List<Future<Boolean>> answers = asking.invokeAll(questions, rules.budget().toMillis(), TimeUnit.MILLISECONDS);
            asking.shutdownNow();
            for (int i = 0; i < answers.size(); i++) {
                settle(zones.get(i), answers.get(i));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(OwnerName zone, Future<Boolean> answer) throws InterruptedException {
        boolean gave = false;
        try {
            gave = answer.get();
        } catch (CancellationException late) {
            LOG.debug("{} was not asked to the end in this round", zone);
        } catch (ExecutionException failure) {
            LOG.warn("asking {} for heartbeats failed", zone, failure.getCause());
        }
        if (gave) {
            coolDown.succeeded(zone);
        } else {
            coolDown.failed(zone, rules.seeds().contains(zone));
        }
    }

    @Override
    public List<Peer> peers() {
        Instant now = time.now();
        List<Peer> peers = new ArrayList<>(List.of(new Peer(self.endpoint(), self.operator().octets().hex(), rules.version(), now)));
        Set<Node> listedOnce = new HashSet<>(Set.of(self));
        for (Seen node : seen.newest(LISTED, now)) {
            Heartbeat heartbeat = node.heartbeat().record();
            if (listedOnce.add(Node.of(heartbeat))) {
                peers.add(new Peer(heartbeat.endpoint().text(), heartbeat.operator().octets().hex(), heartbeat.version(), heartbeat.issuedAt().instant()));
            }
        }
        return List.copyOf(peers);
    }
}
