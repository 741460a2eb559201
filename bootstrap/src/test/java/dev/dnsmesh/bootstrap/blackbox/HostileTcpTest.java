package dev.dnsmesh.bootstrap.blackbox;

import static dev.dnsmesh.bootstrap.blackbox.WireRequest.ADDITIONAL;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.CHANGE;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.IN;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.SOA;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.TXT;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.concat;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.query;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.shorts;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.blackbox.DnsPeer.Response;
import dev.dnsmesh.bootstrap.blackbox.DnsPeer.Stream;
import dev.dnsmesh.bootstrap.blackbox.SigningKey.Signed;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are no good, and messages as long as they can be (dns.md 10.12, 10.13), at a launched node. */
class HostileTcpTest {
    private static final String ZONE = "mesh.local";
    private static final String MANY = "many." + ZONE;
    private static final int LONGEST = 65_535;
    private static final int TRUNCATED = 0x0200;
    private static final int REFUSED = 5;
    private static final byte[] NOTHING = {};

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static SigningKey operator;
    private static StoreView store;

    private DnsPeer peer;
    private String before = "";

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).start();
        operator = SigningKey.of(node.issueKey("alice@mesh.local"));
        store = new StoreView(node, MANY);
        try (DnsPeer writer = DnsPeer.of(node)) {
            WireRequest many = update(ZONE);
            for (int i = 0; i < 64; i++) {
                many.add(MANY, 600, i + "-".repeat(220));
            }
            assertThat(writer.askOverTcp(operator.sign(many).octets()).rcode()).isZero();
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void look() {
        peer = DnsPeer.of(node);
        before = store.contents();
    }

    @AfterEach
    void the_node_is_up_and_its_store_as_it_was() {
        assertThat(node.isAlive()).isTrue();
        assertThat(store.contents()).isEqualTo(before);
        peer.close();
    }

    @Test
    void sixty_four_values_are_truncated_over_udp_and_whole_over_tcp() {
        byte[] question = query(MANY, TXT).opt(4096, NOTHING).bytes();
        Response cut = peer.ask(question);
        assertThat(cut.flags() & TRUNCATED).isNotZero();
        assertThat(cut.answers()).isZero();
        assertThat(peer.askOverTcp(question)).returns(64, Response::answers).returns(0, response -> response.flags() & TRUNCATED);
        Signed signed = operator.sign(query(MANY, TXT));
        Response signedCut = peer.ask(signed.octets());
        assertThat(signedCut.flags() & TRUNCATED).isNotZero();
        assertThat(operator.verdictOf(signedCut.octets(), signed).verified()).isTrue();
        assertThat(operator.verdictOf(peer.askOverTcp(signed.octets()).octets(), signed).verified()).isTrue();
    }

    @Test
    void an_addition_that_no_signed_answer_could_hold_is_refused() {
        String owner = "big." + ZONE;
        SigningKey key = SigningKey.of(node.issueKey("bob@mesh.local"));
        int values = 0;
        for (int octets : new int[] {2048, 500, 100, 10}) {
            while (peer.ask(key.sign(update(ZONE).add(owner, 600, values + "-" + "x".repeat(octets - 3))).octets()).rcode() == 0) {
                values++;
            }
        }
        assertThat(values).as("it is the size, not the number, that ends it").isBetween(32, 63);
        assertThat(node.standardError()).contains("rule=answer-size key=" + key.keyName() + ". owner=" + owner);
        Signed question = key.sign(query(owner, TXT).opt(1232, NOTHING));
        Response whole = peer.askOverTcp(question.octets());
        assertThat(whole.rcode()).isZero();
        assertThat(whole.answers()).isEqualTo(values);
        assertThat(whole.octets().length).isBetween(LONGEST - 400, LONGEST);
        assertThat(key.verdictOf(whole.octets(), question).verified()).isTrue();
        assertThat(peer.ask(key.sign(update(ZONE).delete(owner)).octets()).rcode()).isZero();
    }

    @Test
    void messages_of_65535_octets_are_read_and_answered() {
        byte[] padding = concat(shorts(12, LONGEST - 47), new byte[LONGEST - 47]);
        byte[] padded = query(ZONE, SOA).opt(1232, padding).bytes();
        assertThat(padded.length).isBetween(LONGEST - 10, LONGEST);
        Map<String, Integer> rcodes = new LinkedHashMap<>();
        rcodes.put("a padded question", rcodeOf(padded));
        rcodes.put("a header and zeros", rcodeOf(concat(query(ZONE, SOA).bytes(), new byte[LONGEST - 28])));
        rcodes.put("a header that promises it all", rcodeOf(concat(new byte[] {1, 2, 0x28, 0}, shorts(0xffff, 0xffff, 0xffff, 0xffff), new byte[LONGEST - 12])));
        WireRequest records = update(ZONE);
        for (int i = 0; i < (LONGEST - 28) / 14; i++) {
            records.record(CHANGE, new byte[] {(byte) 0xc0, 12}, TXT, IN, 60, new byte[] {1, 'x'});
        }
        rcodes.put("an UPDATE of thousands", rcodeOf(records.bytes()));
        WireRequest values = update(ZONE);
        for (int i = 0; i < 31; i++) {
            values.add("new." + ZONE, 60, "x".repeat(2049));
        }
        rcodes.put("a signed UPDATE of large values", rcodeOf(operator.sign(values).octets()));
        WireRequest deletions = update(ZONE);
        for (int i = 0; i < (LONGEST - 300) / 12; i++) {
            deletions.record(CHANGE, new byte[] {(byte) 0xc0, 12}, TXT, 255, 0, NOTHING);
        }
        rcodes.put("a signed UPDATE of thousands", rcodeOf(operator.sign(deletions).octets()));
        assertThat(rcodes).containsExactly(Map.entry("a padded question", 0), Map.entry("a header and zeros", 1),
                Map.entry("a header that promises it all", 1), Map.entry("an UPDATE of thousands", REFUSED),
                Map.entry("a signed UPDATE of large values", REFUSED), Map.entry("a signed UPDATE of thousands", REFUSED));
    }

    private int rcodeOf(byte[] message) {
        return peer.askOverTcp(message).rcode();
    }

    @Test
    void what_is_no_message_ends_the_connection() {
        for (byte[] octets : new byte[][] {shorts(0), concat(shorts(11), new byte[11]), concat(shorts(12), shorts(1, 0x8000, 0, 0, 0, 0))}) {
            try (Stream stream = peer.connect()) {
                stream.sendRaw(octets);
                stream.end();
                assertThat(stream.receive()).isEmpty();
            }
        }
    }

    @Test
    void many_questions_at_once_are_all_answered_also_after_the_peer_has_closed_its_half() {
        byte[] all = NOTHING;
        for (int i = 0; i < 100; i++) {
            byte[] question = query(ZONE, SOA).bytes();
            all = concat(all, shorts(question.length), question);
        }
        try (Stream stream = peer.connect()) {
            stream.sendRaw(java.util.Arrays.copyOf(all, 1));
            stream.sendRaw(java.util.Arrays.copyOfRange(all, 1, 30));
            stream.sendRaw(java.util.Arrays.copyOfRange(all, 30, all.length));
            stream.end();
            for (int i = 0; i < 100; i++) {
                assertThat(stream.receive()).hasValueSatisfying(response -> assertThat(response.answers()).isEqualTo(1));
            }
            assertThat(stream.receive()).isEmpty();
        }
    }

    @Test
    void one_address_has_thirty_two_connections_and_no_more() {
        List<Stream> open = new ArrayList<>();
        try (DnsPeer other = DnsPeer.of(node)) {
            for (int i = 0; i < 32; i++) {
                Stream stream = peer.connect();
                open.add(stream);
                stream.send(query(ZONE, SOA).bytes());
                assertThat(stream.receive()).isPresent();
            }
            try (Stream surplus = peer.connect()) {
                assertThat(surplus.receive()).as("the 33rd").isEmpty();
            }
            assertThat(other.askOverTcp(query(ZONE, SOA).bytes()).answers()).as("another address").isEqualTo(1);
            assertThat(peer.ask(query(ZONE, SOA).bytes()).answers()).as("the same over UDP").isEqualTo(1);
        } finally {
            open.forEach(Stream::close);
        }
    }

    @Test
    void the_silent_and_the_slow_are_sent_away_in_time_and_others_are_served_meanwhile() throws Exception {
        byte[] question = query(MANY, TXT).bytes();
        Map<String, Callable<Duration>> visitors = new LinkedHashMap<>();
        visitors.put("says nothing", () -> timeOpen(NOTHING));
        visitors.put("half a length", () -> timeOpen(new byte[1]));
        visitors.put("half a message", () -> timeOpen(concat(shorts(question.length), new byte[5])));
        visitors.put("an octet now and then", HostileTcpTest::timeDribbling);
        visitors.put("idle", () -> timeIdle(question));
        visitors.put("never reads", () -> timeUnread(question));
        Map<String, Future<Duration>> open = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            visitors.forEach((name, visit) -> open.put(name, threads.submit(visit)));
            do {
                long asked = System.nanoTime();
                assertThat(peer.askOverTcp(query(ZONE, SOA).bytes()).answers()).isEqualTo(1);
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
            } while (!isOver(open.get("never reads")));
            for (String early : List.of("says nothing", "half a length", "half a message", "an octet now and then")) {
                assertThat(open.get(early).get()).as(early).isBetween(Duration.ofMillis(4_500), Duration.ofSeconds(9));
            }
            assertThat(open.get("idle").get()).isBetween(Duration.ofMillis(9_500), Duration.ofSeconds(14));
            assertThat(open.get("never reads").get()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(18));
        }
    }

    /** Waits a little for it. */
    private static boolean isOver(Future<Duration> visit) throws Exception {
        try {
            visit.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException goesOn) {
            return false;
        }
    }

    private static Duration timeOpen(byte[] sent) {
        try (DnsPeer visitor = DnsPeer.of(node); Stream stream = visitor.connect()) {
            long start = System.nanoTime();
            stream.sendRaw(sent);
            assertThat(stream.receive()).isEmpty();
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static Duration timeDribbling() throws IOException {
        try (DnsPeer visitor = DnsPeer.of(node); Stream stream = visitor.connect()) {
            long start = System.nanoTime();
            stream.socket().setSoTimeout(250);
            stream.sendRaw(shorts(1000));
            while (true) {
                try {
                    stream.socket().getOutputStream().write(0);
                    if (stream.socket().getInputStream().read() < 0) {
                        return Duration.ofNanos(System.nanoTime() - start);
                    }
                } catch (SocketTimeoutException stillOpen) {
                    // the next octet
                } catch (IOException reset) {
                    return Duration.ofNanos(System.nanoTime() - start);
                }
            }
        }
    }

    private static Duration timeIdle(byte[] question) {
        try (DnsPeer visitor = DnsPeer.of(node); Stream stream = visitor.connect()) {
            stream.send(question);
            assertThat(stream.receive()).isPresent();
            long start = System.nanoTime();
            assertThat(stream.receive()).isEmpty();
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** Asks on and on until the connection is reset. */
    private static Duration timeUnread(byte[] question) {
        try (DnsPeer visitor = DnsPeer.of(node); Stream stream = visitor.connect(4096)) {
            long start = System.nanoTime();
            byte[] framed = concat(shorts(question.length), question);
            try {
                while (true) {
                    stream.socket().getOutputStream().write(framed);
                }
            } catch (IOException reset) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
        }
    }

    @Test
    void an_opt_does_not_limit_what_tcp_carries() {
        assertThat(peer.askOverTcp(query(MANY, TXT).record(ADDITIONAL, new byte[] {0}, 41, 512, 0, NOTHING).bytes()).answers()).isEqualTo(64);
    }
}
