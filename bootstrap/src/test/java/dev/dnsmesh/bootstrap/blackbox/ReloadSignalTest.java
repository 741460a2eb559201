package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadSignalTest {
    @TempDir
    private Path directory;

    @Test
    void sighup_takes_over_a_good_file_and_refuses_a_bad_one_as_a_whole() throws IOException {
        Path config = Files.writeString(directory.resolve("node.env"), "DMP_DNS_EXTRA_ZONES=\n");
        try (NodeUnderTest node = NodeUnderTest.in(directory).withArguments("--config", config.toString()).start()) {
            assertThat(statusOf(node, "extra.example")).isEqualTo("REFUSED");

            Files.writeString(config, "DMP_DNS_EXTRA_ZONES=extra.example\nDMP_DNS_EDNS_BUFFER=1400\n");
            node.signal("HUP");
            awaitLog(node, "reloaded; changed: DMP_DNS_EXTRA_ZONES");
            assertThat(node.standardError()).contains("need a restart: DMP_DNS_EDNS_BUFFER");
            assertThat(statusOf(node, "extra.example")).isEqualTo("NOERROR");

            Files.writeString(config, "DMP_DNS_EXTRA_ZONES=\nDMP_DNS_RRL_SLIP=often\n");
            node.signal("HUP");
            awaitLog(node, "reload refused");
            assertThat(node.standardError()).contains("node.env:2: DMP_DNS_RRL_SLIP=often is not a whole number");
            assertThat(statusOf(node, "extra.example")).isEqualTo("NOERROR");
            assertThat(metrics(node)).contains("dmp_config_reloads_total{result=\"applied\"} 1.0", "dmp_config_reloads_total{result=\"refused\"} 1.0",
                    "dmp_config_reload_success 0.0");
            assertThat(node.stop()).isZero();
        }
    }

    private static String metrics(NodeUnderTest node) throws IOException {
        String token = Files.readString(node.dataDirectory().resolve("operator.token")).strip();
        return HttpWire.ask(node.httpPort(), "GET /metrics", "Authorization: Bearer " + token).body();
    }

    private static String statusOf(NodeUnderTest node, String name) {
        String answer = Tool.DIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), name, "SOA").output();
        return answer.replaceFirst("(?s).*status: ([A-Z]+).*", "$1");
    }

    private static void awaitLog(NodeUnderTest node, String text) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!node.standardError().contains(text)) {
            assertThat(System.nanoTime()).as("the log says %s:\n%s", text, node.standardError()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
