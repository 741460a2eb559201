package dev.dnsmesh.adapters.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.application.port.in.CheckHealth.Health;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusRoutesTest {
    @Test
    void a_node_whose_store_reads_is_healthy() {
        try (Node node = new Node(new StatusRoutes(Health.Sound::new, () -> OptionalLong.of(3)))) {
            Wire.Reply reply = node.ask("GET /health");
            assertThat(reply.brief()).isEqualTo("200 {\"status\":\"ok\"}");
            assertThat(reply.body()).containsPattern("\"status\": *\"ok\"");
            assertThat(reply.header("Content-Type")).contains("application/json");
            assertThat(reply.header("Content-Length")).contains("15");
            assertThat(reply.header("Server")).isEmpty();
        }
    }

    @Test
    void a_node_whose_store_does_not_read_is_degraded() {
        try (Node node = new Node(new StatusRoutes(() -> new Health.Degraded("disk \"gone\""), OptionalLong::empty))) {
            assertThat(node.ask("GET /health").brief())
                    .isEqualTo("503 {\"status\":\"degraded\",\"store\":\"disk \\\"gone\\\"\"}");
        }
    }

    @Test
    void statistics_count_the_records_or_say_that_they_cannot() {
        try (Node node = new Node(new StatusRoutes(Health.Sound::new, () -> OptionalLong.of(12)))) {
            assertThat(node.ask("GET /stats").brief()).isEqualTo("200 {\"records\":12}");
        }
        try (Node node = new Node(new StatusRoutes(Health.Sound::new, OptionalLong::empty))) {
            assertThat(node.ask("GET /stats").brief()).isEqualTo("200 {\"records\":null}");
        }
    }

    @Test
    void only_the_exact_target_is_found() {
        try (Node node = new Node(new StatusRoutes(Health.Sound::new, OptionalLong::empty))) {
            for (String target : new String[] {"/health?", "/health?x=1", "/health/", "//health", "/./health", "/Health",
                "/heal%74h", "http://localhost/health", "/v1/heartbeat", "/v1/nodes/seen", "/nodes", "/v1/info"}) {
                assertThat(node.ask("GET " + target).brief()).as(target).isEqualTo("404 {\"error\":\"not found\"}");
            }
            assertThat(node.ask("POST /health").status()).isEqualTo(404);
            assertThat(node.ask("DELETE /stats").status()).isEqualTo(404);
        }
    }

    @Test
    void head_is_answered_as_get_without_the_body() {
        try (Node node = new Node(new StatusRoutes(Health.Sound::new, OptionalLong::empty));
             Wire wire = new Wire(node.address())) {
            Wire.Reply head = wire.send(Node.request("HEAD /health", "")).readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).contains("15");
            assertThat(wire.send(Node.request("GET /health", "")).read().brief()).isEqualTo("200 {\"status\":\"ok\"}");
        }
    }

    @Test
    void requests_are_counted_by_method_and_status_once_they_were_sent() {
        try (Node node = new Node(new StatusRoutes(Health.Sound::new, OptionalLong::empty))) {
            try (Wire wire = new Wire(node.address())) {
                wire.send(Node.request("GET /health", "")).read();
                wire.send(Node.request("HEAD /health", "")).readHead();
                wire.send(Node.request("DELETE /x", "")).read();
                wire.send(Node.request("PATCH /x", "")).read();
                wire.send(Node.request("GET /health", "")).read();
                wire.send(Node.request("GET /last", "")).read();
            }
            node.server().stop(Duration.ofSeconds(1));
            assertThat(counted(node, "GET", "200")).isEqualTo(2);
            assertThat(counted(node, "GET", "404")).isEqualTo(1);
            assertThat(counted(node, "HEAD", "200")).isEqualTo(1);
            assertThat(counted(node, "DELETE", "404")).isEqualTo(1);
            assertThat(counted(node, "PATCH", "501")).isZero();
        }
    }

    private static long counted(Node node, String method, String status) {
        return node.meter.count("dmp_http_requests_total", "method", method, "status", status);
    }
}
