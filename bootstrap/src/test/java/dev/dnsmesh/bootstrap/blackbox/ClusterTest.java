package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launched nodes, each with its own storage, that pull from each other. */
class ClusterTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    private static Path directory;
    private static NodeUnderTest a;
    private static NodeUnderTest b;
    private static NodeUnderTest stranger;
    private static HostilePeer hostile;
    private static int tlsOfB;
    private static final TestCertificate OF_A = TestCertificate.named("node a");
    private static final TestCertificate OF_B = TestCertificate.named("node b");

    @BeforeAll
    static void start() {
        int atA = freePort();
        int atB = freePort();
        int dnsOfA = freePort();
        int dnsOfB = freePort();
        tlsOfB = freePort();
        a = certified(told(node("a", atA, TOKEN, "https://localhost:" + tlsOfB), "a", dnsOfA, "b", dnsOfB), "optional", freePort()).start();
        b = certified(told(node("b", atB, TOKEN, "http://127.0.0.1:" + atA), "b", dnsOfB, "a", dnsOfA), "required", tlsOfB).start();
        hostile = new HostilePeer();
        stranger = node("stranger", freePort(), "another-token-another-token-another", "http://127.0.0.1:" + atA + "," + hostile.url()).start();
    }

    @AfterAll
    static void stop() {
        List.of(stranger, b, a).forEach(NodeUnderTest::close);
        hostile.close();
    }

    private static NodeUnderTest.Setup node(String name, int httpPort, String token, String peer) {
        try {
            return NodeUnderTest.in(Files.createDirectories(directory.resolve(name))).with("DMP_HTTP_PORT", Integer.toString(httpPort))
                    .with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_DNS_HOST", "127.0.0.1").with("DMP_DATA_DIR", directory.resolve(name).resolve("data").toString())
                    .with("DMP_SERVED_ZONE", "mesh.test").with("DMP_OPERATOR_TOKEN", "operator").with("DMP_HTTP_RATE", "0")
                    .with("DMP_SYNC_PEERS", peer).with("DMP_SYNC_PEER_TOKEN", token).with("DMP_SYNC_INTERVAL_SECONDS", "0.3");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes part in discovery: asks the other's zone at the other's DNS port. */
    private static NodeUnderTest.Setup told(NodeUnderTest.Setup node, String name, int ownPort, String other, int otherPort) {
        try {
            String seed = (name.equals("a") ? "0a" : "0b").repeat(32);
            Path key = Files.writeString(node.directory().resolve("heartbeat.seed"), seed + "\n");
            return node.with("DMP_DNS_PORT", Integer.toString(ownPort)).with("DMP_SERVED_ZONE", name + ".test").with("DMP_HEARTBEAT_ENABLED", "1")
                    .with("DMP_HEARTBEAT_SELF_ENDPOINT", "https://node-" + name + ".test").with("DMP_HEARTBEAT_OPERATOR_KEY_PATH", key.toString())
                    .with("DMP_HEARTBEAT_SEEDS", other + ".test").with("DMP_HEARTBEAT_DNS_RESOLVERS", "127.0.0.1:" + otherPort)
                    .with("DMP_HEARTBEAT_INTERVAL_SECONDS", "5").with("DMP_HEARTBEAT_PUBLIC_SEED_URLS_DISABLED", "1");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** With a certificate, and those of both for authorities. */
    private static NodeUnderTest.Setup certified(NodeUnderTest.Setup node, String mode, int port) {
        try {
            (node.directory().endsWith("a") ? OF_A : OF_B).writeTo(node.directory());
            Path authority = Files.writeString(node.directory().resolve("ca.pem"), OF_A.certificatePem() + OF_B.certificatePem());
            return node.with("DMP_SYNC_MTLS", mode).with("DMP_SYNC_TLS_PORT", Integer.toString(port)).with("DMP_SYNC_TLS_CA", authority.toString())
                    .with("DMP_SYNC_TLS_CERT", node.directory().resolve("cert.pem").toString()).with("DMP_SYNC_TLS_KEY", node.directory().resolve("key.pem").toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void what_is_written_at_one_node_is_at_the_other_with_the_life_that_is_left() {
        publish(a, "from-a.mesh.test", "one", 600);
        publish(b, "from-b.mesh.test", "two", 600);
        await("b has it", () -> values(b, "from-a.mesh.test").contains("\"one\""));
        await("a has it", () -> values(a, "from-b.mesh.test").contains("\"two\""));
        assertThat(digest(a)).containsPattern("\"name\":\"from-b.mesh.test\",\"hash\":\"[0-9a-f]{64}\",\"ts\":[0-9]+,\"ttl\":(600|59[0-9])[,}]");
        await("told in metrics", () -> metrics(b).matches("(?s).*dmp_sync_rows_total\\{peer=\"[^\"]+\",result=\"written\"} [1-9].*"));
        await("level", () -> metrics(b).matches("(?s).*dmp_sync_level\\{peer=\"[^\"]+\"} 1.0.*"));
    }

    @Test
    void a_node_that_was_killed_catches_up_and_gives_what_it_had() {
        publish(b, "before.mesh.test", "b", 600);
        await("a has it", () -> values(a, "before.mesh.test").contains("\"b\""));
        b.kill();
        for (int i = 0; i < 60; i++) {
            publish(a, "while-" + i + ".mesh.test", "missed", 600);
        }
        b = b.startAgain();
        await("b has all", () -> values(b, "while-59.mesh.test").contains("missed") && values(b, "while-0.mesh.test").contains("missed"));
        assertThat(values(b, "before.mesh.test")).contains("\"b\"");
        publish(b, "after.mesh.test", "b", 600);
        await("a has what came after", () -> values(a, "after.mesh.test").contains("\"b\""));
    }

    @Test
    void what_is_deleted_at_one_node_is_deleted_at_the_other_and_stays_so() {
        publish(a, "deleted.a.test", "one", 600);
        await("b has it", () -> values(b, "deleted.a.test").contains("one"));
        assertThat(HttpWire.ask(b.httpPort(), "DELETE /v1/records/deleted.a.test", "Authorization: Bearer operator").status()).isEqualTo(204);
        await("gone at a", () -> !values(a, "deleted.a.test").contains("one"));
        assertThat(values(b, "deleted.a.test")).doesNotContain("one");
        publish(a, "deleted.a.test", "one", 600);
        await("published anew", () -> values(b, "deleted.a.test").contains("one"));
    }

    @Test
    void each_node_tells_of_the_other_on_its_page_and_in_its_zone() {
        await("b has heard a", () -> page(b).contains("https://node-a.test"));
        await("a has heard b", () -> page(a).contains("https://node-b.test"));
        assertThat(page(a)).contains("Discovery (2)", "https://node-a.test");
        assertThat(metrics(a)).contains("dmp_heartbeat_seen 1.0", "dmp_heartbeat_harvest_total{result=\"accepted\"}");
        assertThat(values(a, "_dnsmesh-heartbeat.a.test")).containsOnlyOnce("v=dmp1;t=heartbeat;");
        await("a passes b's word on", () -> values(a, "_dnsmesh-seen.a.test").contains("v=dmp1;t=heartbeat;"));
        assertThat(values(a, "_dnsmesh-heartbeat.b.test")).as("is local to b").doesNotContain("v=dmp1");
    }

    @Test
    void where_certificates_are_required_the_token_alone_opens_nothing() throws Exception {
        assertThat(HttpWire.ask(b.httpPort(), "GET /v1/sync/digest", "Authorization: Bearer " + TOKEN).status()).isEqualTo(403);
        HttpRequest digest = HttpRequest.newBuilder(URI.create("https://localhost:" + tlsOfB + "/v1/sync/digest")).header("Authorization", "Bearer " + TOKEN).build();
        try (HttpClient nobody = HttpClient.newBuilder().sslContext(OF_B.trusting()).build()) {
            assertThatThrownBy(() -> nobody.send(digest, HttpResponse.BodyHandlers.ofString())).isInstanceOf(IOException.class);
        }
        publish(b, "certified.mesh.test", "through TLS", 600);
        await("a, which shows its certificate, has it", () -> values(a, "certified.mesh.test").contains("through TLS"));
    }

    @Test
    void a_peer_that_lies_floods_and_talks_nonsense_puts_nothing_into_the_store_and_stops_nothing() {
        await("it was given every chance", () -> hostile.turns() > HostilePeer.TRICKS);
        assertThat(HttpWire.ask(stranger.httpPort(), "GET /health").brief()).isEqualTo("200 {\"status\":\"ok\"}");
        assertThat(HttpWire.ask(stranger.httpPort(), "GET /stats").body()).isEqualTo("{\"records\":0}");
        assertThat(metrics(stranger)).containsPattern("dmp_sync_runs_total\\{peer=\"[^\"]+\",result=\"broken\"} [2-9]")
                .containsPattern("dmp_sync_quarantine\\{peer=\"[^\"]+\"} [1-9]");
        publish(stranger, "own.mesh.test", "fine", 60);
        assertThat(values(stranger, "own.mesh.test")).contains("fine");
        assertThat(HttpWire.ask(stranger.httpPort(), "DELETE /v1/records/own.mesh.test", "Authorization: Bearer operator").status()).isEqualTo(204);
    }

    @Test
    void a_wrong_token_opens_nothing_and_is_told() {
        publish(a, "inner.mesh.test", "secret", 600);
        await("b has it", () -> values(b, "inner.mesh.test").contains("secret"));
        await("counted", () -> metrics(stranger).matches("(?s).*dmp_sync_runs_total\\{peer=\"[^\"]+\",result=\"forbidden\"} [1-9].*"));
        assertThat(values(stranger, "inner.mesh.test")).doesNotContain("secret");
        assertThat(stranger.standardError()).contains("refuses the sync token (403)").doesNotContain("another-token");
    }

    private static void publish(NodeUnderTest node, String name, String value, long ttl) {
        HttpWire.Reply reply = HttpWire.ask(node.httpPort(), "POST /v1/records/" + name, List.of("Authorization: Bearer operator"),
                "{\"value\":\"" + value + "\",\"ttl\":" + ttl + "}");
        assertThat(reply.status()).as(reply.brief()).isEqualTo(201);
    }

    private static String values(NodeUnderTest node, String name) {
        return HttpWire.ask(node.httpPort(), "GET /v1/records/" + name, "Authorization: Bearer operator").body();
    }

    private static String digest(NodeUnderTest node) {
        return HttpWire.ask(node.httpPort(), "GET /v1/sync/digest", "Authorization: Bearer " + TOKEN).body();
    }

    private static String page(NodeUnderTest node) {
        return HttpWire.ask(node.httpPort(), "GET /").body();
    }

    private static String metrics(NodeUnderTest node) {
        return HttpWire.ask(node.httpPort(), "GET /metrics", "Authorization: Bearer operator").body();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
        }
    }
}
