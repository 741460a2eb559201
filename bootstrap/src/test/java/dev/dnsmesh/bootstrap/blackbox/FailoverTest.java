package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** A launched node whose database is lost, and whose standby takes over. */
class FailoverTest {
    private static final Duration MAX_STALE = Duration.ofSeconds(4);
    private static final Duration SLACK = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int BEFORE = 50;

    @TempDir
    private Path directory;

    @Test
    void a_node_outlives_its_database_and_goes_on_with_the_standby_and_everything_it_acknowledged() throws IOException {
        try (Database.Pair databases = Database.pairIn(directory);
             NodeUnderTest node = NodeUnderTest.in(Files.createDirectories(directory.resolve("node"))).with("DMP_STORAGE", "postgres")
                     .with("DMP_PG_URL", databases.url()).with("DMP_PG_TIMEOUT_SECONDS", "1")
                     .with("DMP_PG_MAX_STALE_SECONDS", String.valueOf(MAX_STALE.toSeconds())).with("DMP_AUTH_MODE", "multi-tenant")
                     .with("DMP_OPERATOR_TOKEN", "operator").with("DMP_SERVED_ZONE", "mesh.local").with("DMP_NODE_HOSTNAME", "node.mesh.local")
                     .with("DMP_DNS_UPDATE_ENABLED", "1").with("DMP_REGISTRATION_ENABLED", "1").start();
             DnsPeer reader = DnsPeer.of(node)) {
            Updates updates = new Updates(node, node.issueKey("alice@mesh.local"));
            List<String> acknowledged = new ArrayList<>();
            for (int i = 0; i < BEFORE; i++) {
                acknowledged.add("before-" + i + ".mesh.local");
                assertThat(updates.add(acknowledged.getLast(), "kept")).isEqualTo("NOERROR");
            }
            String cached = acknowledged.getFirst();
            assertThat(answer(reader, cached)).contains("\"kept\"");
            assertThat(health(node)).isEqualTo(200);

            long killed = System.nanoTime();
            databases.primary().kill();
            assertThat(answer(reader, cached)).as("in memory").contains("\"kept\"");
            assertThat(answer(reader, acknowledged.getLast())).as("not in memory").isEmpty();
            assertThat(updates.add("during.mesh.local", "lost")).isEqualTo("SERVFAIL");
            assertOutageIsToldOverHttp(node);
            assertThat(within(PATIENCE, () -> answer(reader, cached).isEmpty())).as("forgotten after the bound").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(MAX_STALE.plus(SLACK));

            databases.standby().promote();
            assertThat(within(PATIENCE, () -> updates.add("after.mesh.local", "kept").equals("NOERROR"))).as("without a restart").isTrue();
            acknowledged.add("after.mesh.local");
            for (String name : acknowledged) {
                assertThat(within(PATIENCE, () -> answer(reader, name).isPresent())).isTrue();
                assertThat(answer(reader, name)).as(name).contains("\"kept\"");
            }
            assertThat(health(node)).isEqualTo(200);
        }
    }

    /** http.md 4, 5, 13.10: whatever cannot be asked for now is told as an answer. */
    private static void assertOutageIsToldOverHttp(NodeUnderTest node) {
        String operator = "Authorization: Bearer operator";
        String user = "Authorization: Bearer dmp_v1_" + "A".repeat(52);
        String fault = "500 {\"error\":\"internal error\"}";
        assertThat(http(node, "GET /health", "")).matches("503 \\{\"status\":\"degraded\",\"store\":\".+\"}");
        assertThat(http(node, "GET /stats", "")).isEqualTo("200 {\"records\":null}");
        assertThat(http(node, "POST /v1/records/during.mesh.local", "{\"value\":\"lost\"}", operator)).isEqualTo("502 {\"ok\":false}");
        assertThat(http(node, "DELETE /v1/records/during.mesh.local", "", operator)).isEqualTo("502 {\"ok\":false}");
        assertThat(http(node, "GET /v1/records/during.mesh.local", "", operator)).isEqualTo(fault);
        assertThat(http(node, "POST /v1/records/during.mesh.local", "{\"value\":\"lost\"}", user)).as("whose token cannot be looked up").isEqualTo(fault);
        assertThat(http(node, "DELETE /v1/records/during.mesh.local", "", user)).isEqualTo(fault);
        Registrant bob = new Registrant();
        for (String route : List.of("POST /v1/registration/confirm", "POST /v1/registration/tsig-confirm")) {
            assertThat(http(node, route, bob.fields("bob@mesh.local", Registrant.Challenge.asked(node.httpPort())) + "}")).as(route).isEqualTo(fault);
        }
        assertThat(http(node, "GET /metrics", "", operator)).startsWith("200 ");
        assertThat(http(node, "GET /", "")).startsWith("200 ");
    }

    private static String http(NodeUnderTest node, String methodAndTarget, String body, String... headers) {
        return HttpWire.ask(node.httpPort(), methodAndTarget, List.of(headers), body).brief();
    }

    private static int health(NodeUnderTest node) {
        return HttpWire.ask(node.httpPort(), "GET /health").status();
    }

    /** Empty for SERVFAIL. */
    private static Optional<String> answer(DnsPeer reader, String name) {
        DnsPeer.Response response = reader.ask(WireRequest.query(name, WireRequest.TXT).bytes());
        if (response.rcode() == Rcode.SERVFAIL) {
            return Optional.empty();
        }
        return Optional.of(response.message().getSection(Section.ANSWER).stream().findFirst().map(org.xbill.DNS.Record::rdataToString).orElse("nothing"));
    }

    private static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            // the node answers so many of one address, and no more
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
