package dev.dnsmesh.adapters.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Wire;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsRouteTest {
    @Test
    void metrics_are_told_to_whoever_may_read() {
        try (Node node = new Node(new MetricsRoute(() -> "dmp_records 3.0\n", token -> token.equals(Optional.of("op"))))) {
            Wire.Reply reply = node.ask("GET /metrics", "Authorization: Bearer op");
            assertThat(reply.brief()).isEqualTo("200 dmp_records 3.0\n");
            assertThat(reply.header("Content-Type")).contains("text/plain; version=0.0.4");
            assertThat(node.ask("GET /metrics").brief()).isEqualTo("401 {\"error\":\"unauthorized\"}");
            assertThat(node.ask("GET /metrics?x", "Authorization: Bearer op").status()).isEqualTo(404);
            assertThat(node.ask("POST /metrics", "Authorization: Bearer op").status()).isEqualTo(404);
        }
    }
}
