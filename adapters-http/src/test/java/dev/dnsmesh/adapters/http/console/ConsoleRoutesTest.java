package dev.dnsmesh.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Node.Body;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleRoutesTest {
    private final ManualTime time = new ManualTime(Node.NOON);
    private final List<String> revoked = new ArrayList<>();
    private final Figures figures = new Figures(() -> Map.of("dmp_records", 3.0, "process_uptime_seconds", 7.0), time);
    private final Node node = new Node(new ConsoleRoutes(new ConsoleRoutes.Identity("mesh.example", "1.2.3", "lmdb"), figures,
            new ConsoleRoutes.Ports(OperatorTokens.of(List.of(Secret.of(Octets.utf8("operator")))), new Keys(), new Tokens(),
                    CheckHealth.Health.Sound::new, new SeededRandom(3), time)));

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void the_page_holds_nothing_and_may_load_from_this_node_only() {
        for (String target : List.of("/console", "/console/", "/console/console.html", "/console/console.css", "/console/console.js",
                "/console/charts.js", "/console/tables.js")) {
            Wire.Reply reply = node.ask("GET " + target);
            assertThat(reply.status()).as(target).isEqualTo(200);
            assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'; script-src 'self'; style-src 'self'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            assertThat(reply.header("Cache-Control")).contains("no-store");
            assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.body()).doesNotContain("mesh.example", "1.2.3", "https://", "onclick=", "style=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /console/session", "GET /console/now", "GET /console/past", "GET /console/credentials", "POST /console/revoke",
            "DELETE /console/session"})
    void nothing_is_told_or_done_without_a_session(String request) {
        assertThat(node.ask(request).brief()).isEqualTo("401 {\"error\":\"unauthorized\"}");
        assertThat(node.ask(request, "Authorization: Bearer operator").status()).isEqualTo(401);
        assertThat(node.ask(request, "Cookie: dnsmesh_console=" + "0".repeat(64)).status()).isEqualTo(401);
        assertThat(node.ask(request, "Cookie: dnsmesh_console=").status()).isEqualTo(401);
    }

    @Test
    void the_operator_token_opens_a_session_and_nothing_else_does() {
        assertThat(signIn("{\"token\":\"wrong\"}").brief()).isEqualTo("401 {\"error\":\"unauthorized\"}");
        assertThat(signIn("{}").status()).isEqualTo(401);
        assertThat(signIn("[]").brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
        Wire.Reply in = signIn("{\"token\":\"operator\"}");
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.header("Set-Cookie").orElseThrow()).matches("dnsmesh_console=[0-9a-f]{64}; Path=/console; HttpOnly; SameSite=Strict; Max-Age=43200");
        assertThat(node.ask("POST /console/session", new Body("{\"token\":\"operator\"}"), "Origin: https://node.example").header("Set-Cookie")
                .orElseThrow()).endsWith("; Secure");
        assertThat(node.ask("GET /console/session", cookie(in)).body()).contains("\"zone\":\"mesh.example\"", "\"version\":\"1.2.3\"", word(in));
        figures.sample();
        assertThat(node.ask("GET /console/now", cookie(in)).body()).contains("\"health\":\"\"", "\"dmp_records\":3", "\"process_uptime_seconds\":7");
        assertThat(node.ask("GET /console/past", cookie(in)).body()).contains("\"dmp_records\":3").doesNotContain("uptime");
        assertThat(node.ask("GET /console/credentials", cookie(in)).brief()).isEqualTo("200 {\"total\":0,\"tsig\":[],\"tokens\":[]}");
    }

    @Test
    void what_changes_anything_needs_the_word_of_the_session() {
        Wire.Reply in = signIn("{\"token\":\"operator\"}");
        Body body = new Body("{\"kind\":\"token\",\"id\":\"" + "ab".repeat(32) + "\"}");
        assertThat(node.ask("POST /console/revoke", body, cookie(in)).brief()).isEqualTo("403 {\"error\":\"forbidden\"}");
        assertThat(node.ask("POST /console/revoke", body, cookie(in), "X-Console-Word: " + "0".repeat(64)).status()).isEqualTo(403);
        assertThat(node.ask("DELETE /console/session", cookie(in)).status()).isEqualTo(403);
        assertThat(revoked).isEmpty();
        assertThat(node.ask("POST /console/revoke", body, cookie(in), "X-Console-Word: " + word(in)).brief()).isEqualTo("200 {\"revoked\":true}");
        assertThat(revoked).containsExactly("ab".repeat(32) + " by console");
    }

    @Test
    void a_revocation_names_what_there_is() {
        Wire.Reply in = signIn("{\"token\":\"operator\"}");
        for (String body : List.of("{\"kind\":\"tsig\",\"id\":\"alice-00000000-000000.mesh.example.\"}", "{\"kind\":\"tsig\",\"id\":\"not a name\"}",
                "{\"kind\":\"token\",\"id\":\"abcd\"}")) {
            assertThat(revoke(in, body).brief()).isEqualTo("404 {\"error\":\"nothing to revoke\"}");
        }
        assertThat(revoke(in, "{\"kind\":\"owner\",\"id\":\"x\"}").status()).isEqualTo(400);
        assertThat(revoke(in, "not json").status()).isEqualTo(400);
    }

    @Test
    void a_session_ends_when_it_is_closed_and_after_twelve_hours() {
        Wire.Reply first = signIn("{\"token\":\"operator\"}");
        Wire.Reply second = signIn("{\"token\":\"operator\"}");
        Wire.Reply out = node.ask("DELETE /console/session", cookie(first), "X-Console-Word: " + word(first));
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie").orElseThrow()).startsWith("dnsmesh_console=; ").contains("Max-Age=0");
        assertThat(node.ask("GET /console/now", cookie(first)).status()).isEqualTo(401);
        time.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(node.ask("GET /console/now", cookie(second)).status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(1));
        assertThat(node.ask("GET /console/now", cookie(second)).status()).isEqualTo(401);
    }

    @Test
    void whoever_tries_too_often_waits() {
        for (int i = 0; i < 10; i++) {
            assertThat(signIn("{\"token\":\"guess\"}").status()).isEqualTo(401);
        }
        Wire.Reply refused = signIn("{\"token\":\"operator\"}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).contains("5");
    }

    @Test
    void the_past_is_half_an_hour_of_samples() {
        for (int i = 0; i < 200; i++) {
            figures.sample();
            time.advance(Figures.EVERY);
        }
        assertThat(node.ask("GET /console/past", cookie(signIn("{\"token\":\"operator\"}"))).body().split("\"t\":", -1)).hasSize(181);
    }

    private Wire.Reply signIn(String body) {
        return node.ask("POST /console/session", new Body(body));
    }

    private Wire.Reply revoke(Wire.Reply in, String body) {
        return node.ask("POST /console/revoke", new Body(body), cookie(in), "X-Console-Word: " + word(in));
    }

    private static String cookie(Wire.Reply in) {
        return "Cookie: other=1; " + in.header("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static String word(Wire.Reply in) {
        Matcher matcher = Pattern.compile("\"word\":\"([0-9a-f]{64})\"").matcher(in.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** No keys. */
    private static final class Keys implements AdministerTsigKeys {
        @Override
        public Outcome issue(Order order, String user) {
            return new Outcome.NoZone();
        }

        @Override
        public List<TsigKey> list(Optional<Subject> subject) {
            return List.of();
        }

        @Override
        public RevokeOutcome revoke(KeyTarget target, String user) {
            return new RevokeOutcome.Nothing();
        }

        @Override
        public Rotation rotate(KeyTarget target, Optional<Duration> life, String user) {
            throw new UnsupportedOperationException();
        }
    }

    /** Notes what is revoked. */
    private final class Tokens implements AdministerTokens {
        @Override
        public Outcome issue(Order order, String user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome rotate(Subject subject, Grant grant, String user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Token> list(Optional<Subject> subject) {
            return List.of();
        }

        @Override
        public RevokeOutcome revoke(TokenTarget target, String user) {
            revoked.add(((TokenTarget.Beginning) target).hexPrefix() + " by " + user);
            return new RevokeOutcome.Revoked(List.of(), List.of());
        }
    }
}
