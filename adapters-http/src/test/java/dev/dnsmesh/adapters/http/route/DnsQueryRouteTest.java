package dev.dnsmesh.adapters.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.HttpServerSettings;
import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.adapters.http.limit.TrustedProxies;
import dev.dnsmesh.adapters.http.server.Deadlines;
import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.port.in.AnswerMessage.Outcome;
import dev.dnsmesh.domain.octets.Octets;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** DNS over HTTPS (RFC 8484) as it looks over HTTP/1.1. */
@Timeout(60)
class DnsQueryRouteTest {
    private static final Octets QUERY = Octets.fromHex("00000100000100000000000003777777076578616d706c6503636f6d0000010001").orElseThrow();
    private static final Octets UPDATE = Octets.fromHex("123428000001000000000000046d65736804746573740000060001").orElseThrow();
    private static final Octets RESPONSE = Octets.fromHex("000081800001000000000000").orElseThrow();
    private static final String TYPE = "Content-Type: application/dns-message";

    private record Asked(Octets message, InetAddress source) {
    }

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private Outcome outcome = new Outcome.Answered(RESPONSE, 60);
    private final AnswerMessage messages = (message, source) -> {
        asked.add(new Asked(message, source));
        return outcome;
    };
    private final Node node = new Node(new HttpServerSettings("127.0.0.1", 0, 64, TrustedProxies.LOOPBACK,
            new Deadlines(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(200))),
            new DnsQueryRoute(messages));

    @AfterEach
    void stop() {
        node.close();
    }

    private static String base64(Octets message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(message.toArray());
    }

    private Wire.Reply post(Octets message, String... headers) {
        return node.ask("POST /dns-query", new Node.Body(new String(message.toArray(), StandardCharsets.ISO_8859_1)), headers);
    }

    @Test
    void a_query_by_get_is_answered_and_may_be_kept_as_long_as_its_records() {
        Wire.Reply reply = node.ask("GET /dns-query?dns=" + base64(QUERY), "Accept: application/dns-message");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.octets()).isEqualTo(RESPONSE.toArray());
        assertThat(reply.header("Content-Type")).contains("application/dns-message");
        assertThat(reply.header("Cache-Control")).contains("max-age=60");
        assertThat(asked).containsExactly(new Asked(QUERY, InetAddress.ofLiteral("127.0.0.1")));
    }

    @Test
    void what_has_no_lifetime_is_not_kept() {
        outcome = new Outcome.Answered(RESPONSE, 0);
        assertThat(node.ask("GET /dns-query?dns=" + base64(QUERY)).header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_query_by_post_is_answered_octet_for_octet() {
        Wire.Reply reply = post(QUERY, TYPE);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.octets()).isEqualTo(RESPONSE.toArray());
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(asked.getFirst().message()).isEqualTo(QUERY);
        assertThat(post(QUERY, "Content-Type: Application/DNS-Message; charset=binary").status()).isEqualTo(200);
    }

    @Test
    void an_update_comes_by_post_and_never_by_get() {
        assertThat(post(UPDATE, TYPE).status()).isEqualTo(200);
        asked.clear();
        Wire.Reply refused = node.ask("GET /dns-query?dns=" + base64(UPDATE));
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).contains("POST");
        assertThat(asked).isEmpty();
    }

    @Test
    void head_is_get_without_the_answer() {
        try (Wire wire = new Wire(node.address())) {
            Wire.Reply head = wire.send(Node.request("HEAD /dns-query?dns=" + base64(QUERY), "")).readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).contains(Integer.toString(RESPONSE.length()));
            assertThat(wire.send(Node.request("GET /dns-query?dns=" + base64(QUERY), "")).read().octets()).isEqualTo(RESPONSE.toArray());
        }
    }

    @Test
    void other_methods_are_told_which_there_are() {
        Wire.Reply refused = node.ask("DELETE /dns-query");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).contains("GET, HEAD, POST");
        assertThat(node.ask("PUT /dns-query").status()).isEqualTo(501);
    }

    @Test
    void a_get_without_a_message_that_can_be_read_is_400() {
        for (String target : new String[] {"/dns-query", "/dns-query?", "/dns-query?dns=", "/dns-query?name=example.com&type=A", "/dns-query?dns=AA==",
            "/dns-query?dns=A+/A", "/dns-query?dns=%41%41", "/dns-query?dns=AAAA&dns=AAAA", "/dns-query?dns=A"}) {
            assertThat(node.ask("GET " + target).status()).as(target).isEqualTo(400);
        }
        assertThat(asked).isEmpty();
        assertThat(node.ask("GET /dns-query/").status()).isEqualTo(404);
        assertThat(node.ask("GET /DNS-QUERY?dns=" + base64(QUERY)).status()).isEqualTo(404);
        assertThat(node.ask("GET /dns-query?ct=application/dns-message&dns=" + base64(QUERY)).status()).isEqualTo(200);
    }

    @Test
    void a_post_of_another_type_is_415() {
        assertThat(post(QUERY).status()).isEqualTo(415);
        assertThat(post(QUERY, "Content-Type: application/json").status()).isEqualTo(415);
        assertThat(post(QUERY, "Content-Type: application/dns-message-not").status()).isEqualTo(415);
        assertThat(post(QUERY, TYPE, "Content-Encoding: gzip").status()).isEqualTo(415);
        assertThat(asked).isEmpty();
    }

    @Test
    void the_largest_message_is_taken_and_one_octet_more_is_not() {
        assertThat(post(Octets.of(new byte[65_535]), TYPE).status()).isEqualTo(200);
        assertThat(post(Octets.of(new byte[65_536]), TYPE).status()).isEqualTo(413);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_body_that_drips_is_408() {
        try (Wire wire = new Wire(node.address())) {
            assertThat(wire.send("POST /dns-query HTTP/1.1\r\nHost: localhost\r\n" + TYPE + "\r\nContent-Length: 100\r\n\r\nabc").read().status()).isEqualTo(408);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void outcomes_have_their_status() {
        outcome = new Outcome.Unreadable();
        assertThat(post(QUERY, TYPE).status()).isEqualTo(400);
        outcome = new Outcome.Limited();
        assertThat(post(QUERY, TYPE).status()).isEqualTo(429);
        assertThat(post(QUERY, TYPE).header("Retry-After")).contains("1");
        outcome = new Outcome.Overloaded();
        assertThat(post(QUERY, TYPE).status()).isEqualTo(503);
        assertThat(post(QUERY, TYPE).header("Retry-After")).contains("1");
    }

    @Test
    void behind_a_trusted_proxy_the_source_is_whom_it_names() {
        post(QUERY, TYPE, "X-Forwarded-For: 192.0.2.9");
        assertThat(asked.getFirst().source()).isEqualTo(InetAddress.ofLiteral("192.0.2.9"));
    }

    @Test
    void random_octets_are_handed_on_or_refused_and_never_a_fault() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + random.nextInt(200)];
            random.nextBytes(garbage);
            Octets message = Octets.of(garbage);
            assertThat(post(message, TYPE).status()).isEqualTo(200);
            assertThat(node.ask("GET /dns-query?dns=" + base64(message)).status()).isIn(200, 405);
        }
    }
}
