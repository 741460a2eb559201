package dev.dnsmesh.adapters.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.limit.Rate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsAndSyncTest {
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

    @Test
    void sync_routes_without_a_token_are_closed_even_to_the_operator() {
        var limiter = new AddressLimiter(new Rate(1, 4), new ManualTime(Node.NOON));
        try (Node node = new Node(new ClosedSyncRoutes(limiter))) {
            assertThat(node.ask("GET /v1/sync/digest?limit=1", "Authorization: Bearer op").brief())
                    .isEqualTo("403 {\"error\":\"forbidden\"}");
            assertThat(node.ask("POST /v1/sync/pull", new Node.Body("{}")).status()).isEqualTo(403);
            assertThat(node.ask("GET /v1/sync/cluster-manifest").status()).isEqualTo(403);
            assertThat(node.ask("POST /v1/sync/digest").status()).isEqualTo(404);
            assertThat(node.ask("GET /v1/sync/other").status()).isEqualTo(404);
            assertThat(node.ask("GET /v1/sync/digest").status()).isEqualTo(403);
            assertThat(node.ask("GET /v1/sync/digest").brief()).isEqualTo("429 {\"error\":\"rate limit exceeded\"}");
        }
    }
}
