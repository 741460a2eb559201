package dev.dnsmesh.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dnsmesh.application.client.port.out.NodeApi.Challenge;
import dev.dnsmesh.application.client.port.out.NodeApi.Confirmation;
import dev.dnsmesh.application.client.port.out.NodeApi.MintedKey;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.application.client.port.out.NodeApi.Token;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpNodeApiTest {
    private final HttpNodeApi api = new HttpNodeApi(HttpClient::newHttpClient);
    private HttpServer server;
    private int status;
    private String answer;
    private String asked = "";
    private String authorization = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answers(int code, String body) {
        status = code;
        answer = body;
    }

    @Test
    void reads_a_challenge_of_old_and_new_nodes() {
        answers(200, "{\"challenge\":\"00\",\"node\":\"n.test\",\"expires_at\":1,\"version\":1}");
        assertThat(api.challenge(base())).isEqualTo(new Reply.Ok<>(new Challenge("00", "n.test", Optional.empty(), List.of(1))));
        answers(200, "{\"challenge\":\"00\",\"node\":\"n.test\",\"server_x25519_pub\":\"ab\",\"signature_versions\":[1,2]}");
        assertThat(api.challenge(base())).isEqualTo(new Reply.Ok<>(new Challenge("00", "n.test", Optional.of("ab"), List.of(1, 2))));
    }

    @Test
    void tells_a_status_from_a_malformed_answer_and_from_silence() {
        answers(429, "{\"error\":\"registration rate limit exceeded\"}");
        assertThat(api.challenge(base())).isEqualTo(new Reply.Status<>(429, "registration rate limit exceeded"));
        answers(200, "[]");
        assertThat(api.challenge(base())).isInstanceOf(Reply.Malformed.class);
        answers(200, "{\"challenge\":7,\"node\":\"n\"}");
        assertThat(api.challenge(base())).isInstanceOf(Reply.Malformed.class);
        answers(404, "not json");
        assertThat(api.challenge(base())).isEqualTo(new Reply.Status<>(404, ""));
        server.stop(0);
        assertThat(api.challenge(base())).isInstanceOf(Reply.Unreachable.class);
        assertThat(api.challenge("ht tp://x")).isInstanceOf(Reply.Unreachable.class);
    }

    @Test
    void sends_version_2_and_the_proof_only_where_given() {
        var v1 = new Confirmation("a@b.test", "aa", "bb", "cc", 1, Optional.empty(), Optional.empty());
        answers(200, "{\"token\":\"dmp_v1_X\",\"subject\":\"a@b.test\",\"expires_at\":null}");
        assertThat(api.confirm(base(), v1)).isEqualTo(new Reply.Ok<>(new Token("dmp_v1_X", "a@b.test", Optional.empty())));
        assertThat(asked).startsWith("POST /v1/registration/confirm ").doesNotContain("signature_version");
        answers(200, "{\"tsig_key_name\":\"k.\",\"tsig_secret_hex\":\"00\",\"zone\":\"z\",\"allowed_suffixes\":[\"x\"],\"expires_at\":5}");
        var v2 = new Confirmation("a@b.test", "aa", "bb", "cc", 2, Optional.of("dd"), Optional.of("ee"));
        assertThat(api.confirmTsig(base(), v2)).isEqualTo(new Reply.Ok<>(
                new MintedKey("k.", "00", "hmac-sha256", List.of("x"), "a@b.test", "z", 5)));
        assertThat(asked).contains("\"signature_version\":2", "\"x25519_pub\":\"dd\"", "\"x25519_pop\":\"ee\"");
    }

    @Test
    void publishes_and_deletes_with_the_bearer_token() {
        answers(201, "{\"ok\":true}");
        assertThat(api.publish(base(), Optional.of("t0"), new OwnerName("a.test"), TxtValue.of("v"), 60)).isInstanceOf(Reply.Ok.class);
        assertThat(asked).isEqualTo("POST /v1/records/a.test {\"value\":\"v\",\"ttl\":60}");
        assertThat(authorization).isEqualTo("Bearer t0");
        answers(204, "");
        assertThat(api.delete(base(), Optional.empty(), new OwnerName("a.test"), TxtValue.of("v"))).isInstanceOf(Reply.Ok.class);
        assertThat(asked).isEqualTo("DELETE /v1/records/a.test {\"value\":\"v\"}");
    }

    @Test
    void an_endless_answer_is_cut_off() {
        answers(200, "x".repeat(70_000));
        assertThat(api.health(base())).isInstanceOf(Reply.Malformed.class);
    }
}
