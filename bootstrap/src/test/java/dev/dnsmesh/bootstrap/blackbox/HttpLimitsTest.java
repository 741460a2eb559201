package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** Limits, framing and proxies (http.md 1, 3 and 13) at a launched node, whose proxies are the loopback addresses. */
class HttpLimitsTest {
    private static final String REFUSED = "429 {\"error\":\"rate limit exceeded\"}";
    private static final String REGISTRATION_REFUSED = "429 {\"error\":\"registration rate limit exceeded\"}";
    private static final String QUERY = "GET /dns-query?dns=AAABAAABAAAAAAAABG1lc2gHZXhhbXBsZQAABgAB";
    private static final int LARGEST_BODY = 16_384;

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static int clients;

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).with("DMP_DATA_DIR", "data").with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1")
                .with("DMP_HTTP_RATE", "0.001").with("DMP_HTTP_BURST", "4").with("DMP_AUTH_MODE", "multi-tenant")
                .with("DMP_OPERATOR_TOKEN", "operator").with("DMP_SERVED_ZONE", "mesh.example").with("DMP_NODE_HOSTNAME", "node.mesh.example")
                .with("DMP_DNS_UPDATE_ENABLED", "1").with("DMP_REGISTRATION_ENABLED", "1").with("DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", "0.001")
                .with("DMP_REGISTRATION_ENDPOINT_RATE_BURST", "3").with("DMP_MAX_VALUE_BYTES", "0")
                .with("DMP_DNS_MAX_CONCURRENCY", "1").start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void records_and_sync_share_a_bucket_of_the_address_and_it_is_asked_before_the_credential() {
        String client = newClient();
        assertThat(ask("GET /v1/records/a.mesh.example", client)).startsWith("401");
        assertThat(ask("POST /v1/records/a.mesh.example", client)).startsWith("401");
        assertThat(ask("DELETE /v1/records/a.mesh.example", client)).startsWith("401");
        assertThat(ask("GET /v1/sync/digest", client)).startsWith("403");
        for (String limited : List.of("GET /v1/records/a.mesh.example", "POST /v1/records/a.mesh.example", "DELETE /v1/records/a.mesh.example",
                "GET /v1/sync/digest", "POST /v1/sync/pull", "GET /v1/sync/cluster-manifest")) {
            HttpWire.Reply reply = HttpWire.ask(node.httpPort(), limited, client, "Authorization: Bearer operator");
            assertThat(reply.brief()).as(limited).isEqualTo(REFUSED);
            assertThat(Integer.parseInt(reply.header("Retry-After").orElseThrow())).isBetween(1, 1000);
        }
        for (String unlimited : List.of("GET /health", "GET /stats", "GET /", "GET /nothing")) {
            assertThat(ask(unlimited, client)).as(unlimited).doesNotStartWith("429");
        }
        assertThat(ask("GET /metrics", client)).startsWith("401");
        assertThat(ask("GET /v1/records/a.mesh.example", newClient())).as("another client").startsWith("401");
    }

    @Test
    void asking_and_confirming_have_a_bucket_each_and_head_costs_nothing() {
        String client = newClient();
        for (int i = 0; i < 3; i++) {
            assertThat(HttpWire.ask(node.httpPort(), "HEAD /v1/registration/challenge", client).status()).isEqualTo(200);
            assertThat(ask("GET /v1/registration/challenge", client)).startsWith("200");
        }
        HttpWire.Reply refused = HttpWire.ask(node.httpPort(), "GET /v1/registration/challenge", client);
        assertThat(refused.brief()).isEqualTo(REGISTRATION_REFUSED);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(HttpWire.ask(node.httpPort(), "HEAD /v1/registration/challenge", client).status()).isEqualTo(429);
        assertThat(ask("POST /v1/registration/confirm", client)).startsWith("400");
        assertThat(ask("POST /v1/registration/tsig-confirm", client)).startsWith("400");
        assertThat(ask("POST /v1/registration/confirm", client)).startsWith("400");
        assertThat(ask("POST /v1/registration/tsig-confirm", client)).isEqualTo(REGISTRATION_REFUSED);
    }

    @Test
    void the_right_most_address_that_is_no_proxy_counts_and_ipv6_by_its_64() {
        String client = newClient();
        String address = client.substring(client.indexOf(' ') + 1);
        for (int i = 0; i < 4; i++) {
            ask("GET /v1/records/a.mesh.example", "X-Forwarded-For: 198.51.100." + i + ", " + address + ", 127.0.0.9");
        }
        assertThat(ask("GET /v1/records/a.mesh.example", client)).isEqualTo(REFUSED);
        for (int i = 1; i < 5; i++) {
            ask("GET /v1/records/a.mesh.example", "X-Forwarded-For: 2001:db8:1:2::" + i);
        }
        assertThat(ask("GET /v1/records/a.mesh.example", "X-Forwarded-For: 2001:db8:1:2:ffff::1")).isEqualTo(REFUSED);
        assertThat(ask("GET /v1/records/a.mesh.example", "X-Forwarded-For: 2001:db8:1:3::1")).startsWith("401");
    }

    @Test
    void a_body_may_have_16384_octets_and_no_more() {
        String client = newClient();
        assertThat(publish(client, body(LARGEST_BODY)).brief()).isEqualTo("201 {\"ok\":true}");
        HttpWire.Reply tooLarge = publish(client, body(LARGEST_BODY + 1));
        assertThat(tooLarge.brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(tooLarge.header("Connection")).as("part of the body was left unread").contains("close");
    }

    @Test
    void a_name_holds_no_more_than_an_answer_over_tcp_can_carry() {
        for (String value : List.of("a", "b", "c")) {
            assertThat(publish("wide", newClient(), body(LARGEST_BODY).replace("x", value)).brief()).isEqualTo("201 {\"ok\":true}");
        }
        assertThat(publish("wide", newClient(), body(LARGEST_BODY).replace("x", "d")).brief())
                .isEqualTo("413 {\"error\":\"RRset at wide.mesh.example would no longer fit an answer\"}");
    }

    @Test
    void a_chunked_body_is_a_body_and_a_compressed_one_is_refused() {
        String client = newClient();
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            String body = "{\"value\":\"in chunks\"}";
            wire.send("POST /v1/records/chunked.mesh.example HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer operator\r\n" + client
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n" + body.substring(0, 5) + "\r\n" + Integer.toHexString(body.length() - 5) + "\r\n"
                    + body.substring(5) + "\r\n0\r\n\r\n");
            assertThat(wire.read(true).brief()).isEqualTo("201 {\"ok\":true}");
            wire.send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(wire.read(true).brief()).as("on the same connection").isEqualTo("200 {\"status\":\"ok\"}");
        }
        HttpWire.Reply encoded = HttpWire.ask(node.httpPort(), "POST /v1/records/a.mesh.example",
                List.of(client, "Authorization: Bearer operator", "Content-Encoding: gzip"), "{}");
        assertThat(encoded.brief()).isEqualTo("415 {\"error\":\"unsupported content encoding\"}");
    }

    @Test
    void a_dns_message_may_have_65535_octets_and_no_more() {
        String type = "Content-Type: application/dns-message";
        assertThat(HttpWire.ask(node.httpPort(), "POST /dns-query", List.of(newClient(), type), "x".repeat(65_536)).brief())
                .isEqualTo("413 {\"error\":\"a DNS message has 65535 octets at most\"}");
        HttpWire.Reply longest = HttpWire.ask(node.httpPort(), "POST /dns-query", List.of(newClient(), type), "x".repeat(65_535));
        assertThat(longest.status()).as("what is malformed is a resolver's to tell").isEqualTo(200);
        assertThat(longest.octets()[3] & 0xf).as("FORMERR").isEqualTo(1);
    }

    /** Another process writes, and the one request that this node works on at a time waits for it. */
    @Test
    void a_node_that_is_busy_with_dns_says_so_to_those_who_ask_over_https() throws IOException {
        SigningKey key = SigningKey.registered(node, "carol@mesh.example");
        byte[] update = key.sign(WireRequest.update("mesh.example").add("id-" + Registrant.hash("carol", 16) + ".mesh.example", 60,
                "v=dmp1;t=identity;d=AAAA").bytes()).octets();
        try (Env<ByteBuffer> store = Env.create().open(node.dataDirectory().resolve("lmdb").toFile(), EnvFlags.MDB_NOTLS);
             DatagramSocket sender = new DatagramSocket()) {
            try (Txn<ByteBuffer> writing = store.txnWrite()) {
                assertThat(writing.isReadOnly()).isFalse();
                HttpWire.Reply reply = HttpWire.ask(node.httpPort(), QUERY, newClient());
                for (int again = 0; reply.status() == 200 && again < 1_000; again++) {
                    // one that met the query before at work was dropped
                    sender.send(new DatagramPacket(update, update.length, InetAddress.getLoopbackAddress(), node.dnsPort()));
                    reply = HttpWire.ask(node.httpPort(), QUERY, newClient());
                }
                assertThat(reply.brief()).isEqualTo("503 {\"error\":\"busy\"}");
                assertThat(reply.header("Retry-After")).contains("1");
                assertThat(ask("GET /health", newClient())).as("which only reads").startsWith("200");
            }
            sender.setSoTimeout(10_000);
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            sender.receive(answer);
            assertThat(answer.getData()[3] & 0xf).as("the UPDATE was only late").isZero();
            assertThat(HttpWire.ask(node.httpPort(), QUERY, newClient()).status()).isEqualTo(200);
        }
    }

    @Test
    void what_changes_anything_at_the_console_needs_its_word_and_guessing_has_an_end() {
        HttpWire.Reply signedIn = HttpWire.ask(node.httpPort(), "POST /console/session", List.of(newClient()), "{\"token\":\"operator\"}");
        assertThat(signedIn.status()).isEqualTo(200);
        String cookie = "Cookie: " + signedIn.header("Set-Cookie").orElseThrow().split(";")[0];
        String word = "X-Console-Word: " + Registrant.member(signedIn, "word");
        String revoking = "{\"kind\":\"tsig\",\"id\":\"nobody.mesh.example.\"}";
        for (String seen : List.of("session", "now", "past", "credentials")) {
            assertThat(HttpWire.ask(node.httpPort(), "GET /console/" + seen, cookie).status()).as(seen).isEqualTo(200);
        }
        for (String wrong : List.of("X-Console-Word: guessed", "X-Another: header")) {
            assertThat(HttpWire.ask(node.httpPort(), "POST /console/revoke", List.of(cookie, wrong), revoking).brief()).isEqualTo("403 {\"error\":\"forbidden\"}");
            assertThat(HttpWire.ask(node.httpPort(), "DELETE /console/session", cookie, wrong).brief()).isEqualTo("403 {\"error\":\"forbidden\"}");
        }
        assertThat(HttpWire.ask(node.httpPort(), "POST /console/revoke", List.of(cookie, word), "[]").brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(HttpWire.ask(node.httpPort(), "POST /console/revoke", List.of(cookie, word), revoking).status()).isEqualTo(404);
        assertThat(HttpWire.ask(node.httpPort(), "DELETE /console/session", cookie, word).status()).isEqualTo(204);
        assertThat(HttpWire.ask(node.httpPort(), "GET /console/now", cookie).brief()).isEqualTo("401 {\"error\":\"unauthorized\"}");

        String guesser = newClient();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(HttpWire.ask(node.httpPort(), "POST /console/session", List.of(guesser), "{\"token\":\"guess\"}").status()).isEqualTo(401);
        }
        HttpWire.Reply refused = HttpWire.ask(node.httpPort(), "POST /console/session", List.of(guesser), "{\"token\":\"operator\"}");
        assertThat(refused.brief()).isEqualTo("429 {\"error\":\"too many attempts\"}");
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void a_length_that_is_no_number_is_an_invalid_body() {
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            wire.send("POST /v1/registration/confirm HTTP/1.1\r\nHost: h\r\nContent-Length: many\r\n\r\n");
            HttpWire.Reply reply = wire.read(true);
            assertThat(reply.brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
            assertThat(reply.header("X-Request-Id")).isPresent();
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void connections_are_kept_unless_the_client_wants_otherwise() {
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            for (int i = 0; i < 3; i++) {
                wire.send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(wire.read(true).statusLine()).isEqualTo("HTTP/1.1 200 OK");
            }
            wire.send("GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            wire.read(true);
            assertThat(wire.isAtEnd()).isTrue();
        }
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            wire.send("GET /health HTTP/1.0\r\n\r\n");
            assertThat(wire.read(true).status()).isEqualTo(200);
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void the_head_of_a_head_is_that_of_a_get_and_nothing_follows_it() {
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            for (String target : List.of("/health", "/stats", "/", "/index.html", "/nothing")) {
                wire.send("HEAD " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
                HttpWire.Reply head = wire.read(false);
                wire.send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
                HttpWire.Reply get = wire.read(true);
                assertThat(head.status()).isEqualTo(get.status());
                assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
                assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            }
        }
    }

    @Test
    void long_answers_are_packed_for_who_takes_them_and_pages_carry_their_policy() throws IOException {
        HttpWire.Reply packed = HttpWire.ask(node.httpPort(), "GET /", "Accept-Encoding: gzip");
        HttpWire.Reply plain = HttpWire.ask(node.httpPort(), "GET /", "Accept-Encoding: gzip;q=0");
        assertThat(packed.header("Content-Encoding")).contains("gzip");
        assertThat(packed.header("Vary")).contains("Accept-Encoding");
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(packed.octets())).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(plain.body());
        assertThat(plain.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(plain.header("Cache-Control")).contains("public, max-age=30");
        assertThat(plain.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(plain.header("Referrer-Policy")).contains("no-referrer");
        assertThat(plain.header("Content-Security-Policy")).contains("default-src 'none'; style-src 'unsafe-inline'");
    }

    @Test
    void dispatched_requests_are_counted_and_others_are_not() {
        HttpWire.ask(node.httpPort(), "GET /stats");
        HttpWire.ask(node.httpPort(), "HEAD /stats");
        HttpWire.ask(node.httpPort(), "OPTIONS /stats");
        HttpWire.Reply metrics = HttpWire.ask(node.httpPort(), "GET /metrics", "Authorization: Bearer operator");
        assertThat(metrics.header("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body()).endsWith("\n").contains("# TYPE dmp_http_requests_total counter", "dmp_http_requests_total{method=\"GET\",status=\"200\"}",
                "dmp_http_requests_total{method=\"HEAD\",status=\"200\"}", "# TYPE dmp_records gauge").doesNotContain("status=\"501\"", "OPTIONS");
    }

    /** The header of a client that nobody has been before. */
    private static synchronized String newClient() {
        clients++;
        return "X-Forwarded-For: 198.18." + clients / 256 + "." + clients % 256;
    }

    private static String ask(String methodAndTarget, String client) {
        return HttpWire.ask(node.httpPort(), methodAndTarget, client).brief();
    }

    private static HttpWire.Reply publish(String client, String body) {
        return publish("large", client, body);
    }

    private static HttpWire.Reply publish(String label, String client, String body) {
        return HttpWire.ask(node.httpPort(), "POST /v1/records/" + label + ".mesh.example", List.of(client, "Authorization: Bearer operator"), body);
    }

    private static String body(int octets) {
        String frame = "{\"value\":\"\"}";
        return frame.replace("\"\"", "\"" + "x".repeat(octets - frame.length()) + "\"");
    }
}
