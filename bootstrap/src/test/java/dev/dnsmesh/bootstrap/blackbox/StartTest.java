package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    private Path directory;

    @Test
    void without_settings_it_serves_this_machine_says_one_line_and_stops_in_good_order() throws Exception {
        try (NodeUnderTest node = NodeUnderTest.in(directory).start()) {
            assertThat(node.standardOutput()).matches("ready dns=127\\.0\\.0\\.1:[0-9]+ http=127\\.0\\.0\\.1:[0-9]+ zone=mesh\\.local\n");
            assertThat(node.standardError()).contains("this machine only", "admin tsig issue", "nsupdate", "dig").doesNotContain("WARNING", "ERROR");
            assertThat(permissions(node.dataDirectory())).isEqualTo("rwx------");
            assertThat(permissions(node.dataDirectory().resolve("operator.token"))).isEqualTo("rw-------");
            assertThat(permissions(node.dataDirectory().resolve("admin.sock"))).isEqualTo("rw-------");
            String token = Files.readString(node.dataDirectory().resolve("operator.token")).strip();
            assertThat(token).matches("[0-9a-f]{64}");
            assertThat(status(node, "/health", "")).isEqualTo(200);
            assertThat(status(node, "/metrics", "")).isEqualTo(401);
            assertThat(status(node, "/metrics", token)).isEqualTo(200);

            node.signal("HUP");
            assertThat(status(node, "/health", "")).isEqualTo(200);
            long before = System.nanoTime();
            assertThat(node.stop()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(node.standardOutput().lines()).hasSize(1);
            assertThat(node.dataDirectory().resolve("admin.sock")).doesNotExist();
            try (NodeUnderTest second = node.startAgain()) {
                assertThat(Files.readString(second.dataDirectory().resolve("operator.token")).strip()).isEqualTo(token);
                second.signal("INT");
                assertThat(second.awaitExit()).isZero();
            }
        }
    }

    @Test
    void everything_that_is_in_the_way_is_told_at_once_and_nothing_is_left_behind() throws IOException {
        Path config = Files.writeString(directory.resolve("node.env"), "DMP_DNS_RRL_SLIPP=1\n");
        Path file = Files.writeString(directory.resolve("file"), "");
        try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
             ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeUnderTest.Refusal refusal = NodeUnderTest.in(directory).withArguments("--config", config.toString())
                    .with("DMP_DNS_PORT", String.valueOf(udp.getLocalPort())).with("DMP_HTTP_PORT", String.valueOf(tcp.getLocalPort()))
                    .with("DMP_DATA_DIR", file + "/data").with("DMP_DNS_EDNS_BUFFER", "huge").with("DMP_STORAGE", "lmbd")
                    .with("DMP_DNS_PROT", "1").startRefused();
            assertThat(refusal.exit()).isEqualTo(1);
            assertThat(refusal.errors().lines()).hasSize(7)
                    .anyMatch(line -> line.contains(config + ":1: DMP_DNS_RRL_SLIPP is not a known name; did you mean DMP_DNS_RRL_SLIP?"))
                    .anyMatch(line -> line.contains("DMP_DNS_EDNS_BUFFER=huge is not a whole number from 512 to 4096"))
                    .anyMatch(line -> line.contains("DNS over UDP on 127.0.0.1:" + udp.getLocalPort() + ": the port is taken"))
                    .anyMatch(line -> line.contains("HTTP on 127.0.0.1:" + tcp.getLocalPort() + ": the port is taken"))
                    .anyMatch(line -> line.contains(file + " is not a directory"))
                    .anyMatch(line -> line.contains("DMP_STORAGE=lmbd is not known here; known: lmdb"))
                    .anyMatch(line -> line.contains("warning: environment: unknown and ignored: DMP_DNS_PROT (did you mean DMP_DNS_PORT?)"));
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    @Test
    void a_second_node_on_the_same_directory_is_refused_in_one_line() {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory);
        try (NodeUnderTest node = setup.start()) {
            NodeUnderTest.Refusal refusal = setup.startRefused();
            assertThat(refusal.exit()).isEqualTo(1);
            assertThat(refusal.errors().lines()).singleElement().asString().startsWith("dnsmesh-node: storage lmdb: ");
            assertThat(node.isAlive()).isTrue();
        }
    }

    @Test
    void settings_that_lack_what_they_need_stop_no_node_and_are_told() {
        try (NodeUnderTest node = NodeUnderTest.in(directory).with("DMP_DOMAIN", "mesh.example").with("DMP_DATA_DIR", "data")
                .with("DMP_OPERATOR_TOKEN", "t").with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_DNS_HOST", "127.0.0.1")
                .with("DMP_SYNC_PEERS", "http://127.0.0.1:1").with("DMP_HEARTBEAT_ENABLED", "1").start()) {
            assertThat(node.standardError()).contains("DMP_SYNC_PEERS is set without DMP_SYNC_PEER_TOKEN",
                    "discovery stays off: DMP_HEARTBEAT_SELF_ENDPOINT must be", "discovery stays off: DMP_HEARTBEAT_OPERATOR_KEY_PATH must name");
        }
    }

    @Test
    void a_public_node_without_token_is_refused_and_one_with_a_token_starts() {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory).with("DMP_DOMAIN", "mesh.example.").with("DMP_DATA_DIR", "data");
        NodeUnderTest.Refusal refusal = setup.startRefused();
        assertThat(refusal.exit()).isEqualTo(1);
        assertThat(refusal.errors()).contains("DMP_ALLOW_OPEN_PUBLIC_BIND", "0.0.0.0");
        // both hosts are named: by default DNS would take every address of the machine, and tests stay on loopback
        try (NodeUnderTest node = setup.with("DMP_OPERATOR_TOKEN", "t").with("DMP_HTTP_HOST", "127.0.0.1")
                .with("DMP_DNS_HOST", "127.0.0.1,127.0.0.2").start()) {
            assertThat(node.zone()).isEqualTo("mesh.example");
            assertThat(node.dnsEndpoints()).contains("127.0.0.1:", "127.0.0.2:");
            assertThat(node.standardError()).doesNotContain("metrics endpoint unauthenticated");
        }
        try (NodeUnderTest node = setup.with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_DNS_HOST", "127.0.0.1").without("DMP_DOMAIN")
                .with("DMP_SYNC_PEER_TOKEN", "dev-cluster-token-change-me").start()) {
            assertThat(node.zone()).isEqualTo("-");
            assertThat(node.standardError()).contains("WARNING", "metrics endpoint unauthenticated", "DMP_HTTP_TOKEN")
                    .contains("ERROR", "the sync token is the one of the sample", "shorter than 32 characters");
        }
    }

    @Test
    void the_log_is_json_when_asked_for() {
        try (NodeUnderTest node = NodeUnderTest.in(directory).with("DMP_LOG_FORMAT", "JSON").with("DMP_LOG_LEVEL", "debug")
                .with("DMP_OPERATOR_TOKEN", "t").with("DMP_HTTP_HOST", "::1").with("DMP_DNS_HOST", "127.0.0.1").with("DMP_DATA_DIR", "data").start()) {
            String id = HttpWire.ask("::1", node.httpPort(), "GET /nothing").header("X-Request-Id").orElseThrow();
            node.stop();
            assertThat(node.standardError().lines().filter(line -> line.contains("\"request\":\"" + id + "\""))).singleElement().asString()
                    .contains("\"route\":\"other\"", "\"status\":404", "\"method\":\"GET\"");
            assertThat(node.standardError().lines()).isNotEmpty().allMatch(line -> line.matches(
                    "\\{\"ts\":\"20[0-9-]{8}T[0-9:]{8}\\.[0-9]{3}Z\",\"level\":\"(DEBUG|INFO|WARNING|ERROR)\",\"logger\":\"[^\"]+\",\"msg\":.*}"));
        }
    }

    @Test
    void what_was_acknowledged_is_there_after_a_kill() {
        String key;
        try (NodeUnderTest node = NodeUnderTest.in(directory).start()) {
            key = node.issueKey("alice@mesh.local");
            for (int i = 0; i < 5; i++) {
                Tool.Outcome sent = Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local\nupdate add kill-" + i
                        + ".mesh.local 600 TXT v" + i + "\nsend\n", "-y", key);
                assertThat(sent.exit()).as(sent.errors()).isZero();
            }
            node.kill();
            try (NodeUnderTest again = node.startAgain()) {
                for (int i = 0; i < 5; i++) {
                    assertThat(Tool.DIG.run("@127.0.0.1", "-p", String.valueOf(again.dnsPort()), "+short", "kill-" + i + ".mesh.local", "TXT").line())
                            .isEqualTo("\"v" + i + "\"");
                }
                assertThat(Tool.NSUPDATE.feed("server 127.0.0.1 " + again.dnsPort() + "\nzone mesh.local\nupdate delete kill-0.mesh.local TXT\nsend\n",
                        "-y", key).exit()).as("the key is there, too").isZero();
            }
        }
    }

    @Test
    void admin_commands_work_with_and_without_a_running_node() {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory);
        Tool.Outcome nowhere = setup.admin("tsig", "issue", "alice@mesh.local");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.errors().lines()).hasSize(1);
        try (NodeUnderTest node = setup.start()) {
            assertThat(node.admin("tsig", "issue", "alice@mesh.local", "--json").output()).contains("\"tsig_key_name\"");
            Tool.Outcome wrong = node.admin("tsig", "issue", "not a subject");
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.errors().lines()).hasSize(1);
            node.kill();
        }
        assertThat(setup.admin("tsig", "issue", "bob@mesh.local").output()).contains("hmac-sha256");
    }

    @Test
    void the_settings_can_be_looked_at_without_starting_anything() {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory).with("DMP_OPERATOR_TOKEN", "hush");
        assertThat(setup.run("config", "print").output()).contains("DMP_OPERATOR_TOKEN=********  # environment", "DMP_DNS_TTL=60  # default").doesNotContain("hush");
        assertThat(setup.run("config", "check").exit()).isZero();
        assertThat(setup.with("DMP_STORAGE", "lmbd").run("config", "check").errors()).startsWith("error: DMP_STORAGE=lmbd is not known here; known: ");
        Tool.Outcome masked = setup.with("DMP_PG_URL", "jdbc:postgresql://dmp:hush@db/dmp?sslpassword=hush&ssl=true").run("config", "print");
        assertThat(masked.output()).contains("DMP_PG_URL=jdbc:postgresql://dmp:********@db/dmp?sslpassword=********&ssl=true  # environment")
                .doesNotContain("hush");
        assertThat(setup.with("DMP_DNS_PORT", "x").run("config", "check").exit()).isEqualTo(1);
        assertThat(directory.resolve("data")).doesNotExist();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static int status(NodeUnderTest node, String path, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.httpPort() + path));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
