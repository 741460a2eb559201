package dev.dnsmesh.application.usecase.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.port.in.ListPeers.Peer;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.ParsedHeartbeat;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes that read each other's stores as resolvers would. */
class ExchangeHeartbeatsUseCaseTest {
    private static final SignatureVerifier SIGNATURES = (key, message, signature) -> signature.equals(signed(key, message));
    private static final Duration TICK = Duration.ofSeconds(300);
    private static final Duration LIFE = Duration.ofDays(1);

    private final ManualTime time = new ManualTime(Records.NOON);
    private final Map<String, InMemoryStorage> zones = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final CountingMeter meter = new CountingMeter();

    private static Signature signed(Ed25519PublicKey key, Octets message) {
        return new Signature(Octets.concat(Sha256.of(key.octets(), message), Sha256.of(message, key.octets())));
    }

    private record Toy(Ed25519PublicKey publicKey) implements Signer {
        static Toy of(String name) {
            return new Toy(new Ed25519PublicKey(Sha256.of(Octets.utf8(name))));
        }

        @Override
        public Signature sign(Octets message) {
            return signed(publicKey, message);
        }
    }

    private TxtResolver.Lookup lookup(OwnerName name) {
        String zone = name.text().substring(name.text().indexOf('.') + 1);
        asked.computeIfAbsent(zone, key -> new AtomicInteger()).incrementAndGet();
        InMemoryStorage storage = zones.get(zone);
        if (storage == null) {
            return new TxtResolver.Lookup.Unreachable("nobody there");
        }
        List<TxtValue> values = storage.records().liveAt(name, time.now()).stream().map(row -> row.value()).toList();
        return values.isEmpty() ? new TxtResolver.Lookup.Absent() : new TxtResolver.Lookup.Found(values);
    }

    private ExchangeHeartbeatsUseCase node(String name, String... seeds) {
        return of(name, name, name + ".example", seeds);
    }

    private ExchangeHeartbeatsUseCase sibling(String name) {
        return of(name, "operator", "shared.example");
    }

    private ExchangeHeartbeatsUseCase of(String name, String operator, String zone, String... seeds) {
        InMemoryStorage storage = zones.computeIfAbsent(zone, key -> new InMemoryStorage(time, new SeededRandom(1)));
        return new ExchangeHeartbeatsUseCase(new HeartbeatRules(new PublicEndpoint("https://" + name + ".example"), Optional.of(new OwnerName(zone)), "1.0",
                Heartbeat.CLAIM_PROVIDER, LIFE, Stream.of(seeds).map(seed -> new OwnerName(seed + ".example")).toList(), List.of(), 25, TICK.dividedBy(2)),
                List::of, new SeenNodes(100), Toy.of(operator), SIGNATURES, this::lookup, storage.records(), meter, time);
    }

    private List<String> at(String name) {
        OwnerName owner = new OwnerName(name);
        return Records.texts(zones.get(owner.text().substring(owner.text().indexOf('.') + 1)).records(), owner, time.now());
    }

    private static List<String> heard(ExchangeHeartbeatsUseCase node) {
        return node.peers().stream().map(Peer::endpoint).toList();
    }

    private void rounds(int number, ExchangeHeartbeatsUseCase... nodes) {
        IntStream.range(0, number).forEach(round -> {
            Stream.of(nodes).forEach(ExchangeHeartbeatsUseCase::tick);
            time.advance(TICK);
        });
    }

    @Test
    void a_node_publishes_one_fresh_heartbeat_of_itself() {
        ExchangeHeartbeatsUseCase a = node("a");
        rounds(3, a);
        assertThat(at("_dnsmesh-heartbeat.a.example")).singleElement().satisfies(text -> {
            Heartbeat heartbeat = ParsedHeartbeat.parse(text).orElseThrow().heartbeat();
            assertThat(heartbeat.endpoint().text()).isEqualTo("https://a.example");
            assertThat(heartbeat.zone()).isEqualTo("a.example");
            assertThat(heartbeat.isClaimProvider()).isTrue();
            assertThat(heartbeat.issuedAt().instant()).isEqualTo(Records.NOON.plus(TICK.multipliedBy(2)));
        });
        rounds(1, node("a"));
        assertThat(at("_dnsmesh-heartbeat.a.example")).as("after a restart").hasSize(1);
        assertThat(heard(a)).containsExactly("https://a.example");
    }

    @Test
    void who_knows_one_hears_of_all_and_passes_them_on() {
        ExchangeHeartbeatsUseCase c = node("c");
        ExchangeHeartbeatsUseCase b = node("b", "c");
        ExchangeHeartbeatsUseCase a = node("a", "b");
        rounds(4, c, b, a);
        assertThat(heard(a)).contains("https://b.example", "https://c.example");
        assertThat(at("_dnsmesh-seen.a.example")).hasSize(2);
        assertThat(heard(c)).as("whom nobody told it of").containsExactly("https://c.example");
        assertThat(meter.value("dmp_heartbeat_seen")).isEqualTo(2);
    }

    @Test
    void a_restarted_node_remembers_whom_it_told_of() {
        ExchangeHeartbeatsUseCase b = node("b");
        rounds(1, b, node("a", "b"));
        assertThat(heard(node("a"))).contains("https://b.example");
    }

    @Test
    void a_heartbeat_that_is_old_but_good_counts_and_a_bad_one_does_not() {
        rounds(1, node("b"));
        time.advance(Duration.ofHours(20));
        InMemoryStorage b = zones.get("b.example");
        OwnerName own = new OwnerName("_dnsmesh-heartbeat.b.example");
        String good = at("_dnsmesh-heartbeat.b.example").getFirst();
        b.records().commit(Records.batchAt(time.now(), Records.add(own, good.substring(0, good.length() - 8) + "AAAAAAA=", 600), Records.add(own, "nonsense", 600)));
        ExchangeHeartbeatsUseCase a = node("a", "b");
        rounds(1, a);
        assertThat(heard(a)).containsExactly("https://a.example", "https://b.example");
        assertThat(meter.count("dmp_heartbeat_harvest_total", "result", "accepted")).isOne();
        assertThat(meter.count("dmp_heartbeat_harvest_total", "result", "rejected")).isEqualTo(2);
        time.advance(LIFE);
        assertThat(heard(a)).as("expired").containsExactly("https://a.example");
    }

    @Test
    void siblings_under_one_key_and_zone_keep_their_own_words() {
        ExchangeHeartbeatsUseCase one = sibling("one");
        ExchangeHeartbeatsUseCase two = sibling("two");
        rounds(3, one, two);
        rounds(1, sibling("one"));
        assertThat(at("_dnsmesh-heartbeat.shared.example")).hasSize(2);
    }

    @Test
    void a_zone_that_gives_nothing_rests_ever_longer_and_a_seed_never_long() {
        ExchangeHeartbeatsUseCase a = node("a", "gone");
        rounds(10, a);
        assertThat(asked.get("gone.example").get()).as("two names, at rounds 1, 3, 6, 9").isEqualTo(8);
    }

    @Test
    void a_node_that_leaves_takes_its_word_back() {
        ExchangeHeartbeatsUseCase a = node("a");
        rounds(1, a);
        a.withdraw();
        assertThat(at("_dnsmesh-heartbeat.a.example")).isEmpty();
    }

    @Test
    void many_are_told_of_within_what_an_answer_bears() {
        String[] names = IntStream.range(0, 24).mapToObj(i -> "n" + i).toArray(String[]::new);
        ExchangeHeartbeatsUseCase a = node("a", names);
        Stream.of(names).forEach(name -> rounds(1, node(name)));
        rounds(1, a);
        assertThat(heard(a)).hasSize(25);
        assertThat(at("_dnsmesh-seen.a.example")).hasSize(24);
    }
}
