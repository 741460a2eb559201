package dev.dnsmesh.adapters.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Node.Body;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.application.port.in.AuthoriseWrite.Attempt;
import dev.dnsmesh.application.port.in.AuthoriseWrite.Verdict;
import dev.dnsmesh.application.port.in.DeleteRecords;
import dev.dnsmesh.application.port.in.DeleteRecords.Which;
import dev.dnsmesh.application.port.in.PublishRecord;
import dev.dnsmesh.application.port.in.PublishRecord.Publication;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.access.WriteOperation;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRoutesTest {
    private static final String NAME = "/v1/records/a.example";

    private final List<Object> asked = new ArrayList<>();
    private final ManualTime time = new ManualTime(Node.NOON);
    private PublishRecord.Outcome published = new PublishRecord.Outcome.Stored(new OwnerName("a.example"));
    private DeleteRecords.Outcome deleted = new DeleteRecords.Outcome.Deleted();
    private List<String> stored = List.of();
    private Verdict verdict = new Verdict.Allowed();
    private boolean mayRead = true;
    private Rate rate = Rate.UNLIMITED;
    private Optional<Node> node = Optional.empty();

    @AfterEach
    void stop() {
        node.ifPresent(Node::close);
    }

    @Test
    void a_value_is_published() {
        assertThat(ask("POST " + NAME, "{\"value\":\"v=1\",\"ttl\":60,\"more\":[1]}")).isEqualTo("201 {\"ok\":true}");
        assertThat(asked.getLast()).isEqualTo(new Publication("a.example", "v=1", 60));
        assertThat(ask("POST " + NAME + "/", "{\"value\":\"\"}")).isEqualTo("201 {\"ok\":true}");
        assertThat(asked.getLast()).isEqualTo(new Publication("a.example", "", 300));
        assertThat(ask("POST " + NAME, "{\"value\":\"x\",\"ttl\":" + "9".repeat(40) + "}")).startsWith("201");
        assertThat(asked.getLast()).isEqualTo(new Publication("a.example", "x", Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\":1}", "{\"value\":null}", "{\"value\":\"x\",\"ttl\":0}", "{\"value\":\"x\",\"ttl\":-5}",
        "{\"value\":\"x\",\"ttl\":60.0}", "{\"value\":\"x\",\"ttl\":\"60\"}", "{\"value\":\"x\",\"ttl\":null}",
        "{\"value\":\"x\",\"ttl\":true}", "{\"value\":[\"x\"]}", "{\"ttl\":60}"})
    void members_of_another_kind_are_refused(String body) {
        assertThat(ask("POST " + NAME, body)).isEqualTo("400 {\"error\":\"value (str) and ttl (int > 0) required\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"x\"", "1", "true", "{", "{\"value\":\"x\"} x", "\u0000", "\u00c3(", "{\"value\":\"\u00ff\"}"})
    void a_body_that_is_no_json_object_is_invalid_for_both_writes(String body) {
        assertThat(ask("POST " + NAME, body)).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(ask("DELETE " + NAME, body)).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_body_beyond_the_limit_is_invalid_and_deletes_nothing() {
        String large = "{\"value\":\"" + "x".repeat(16_384) + "\"}";
        assertThat(ask("POST " + NAME, large)).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(ask("DELETE " + NAME, large)).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(node().ask("DELETE " + NAME, new Body("xx"), "Content-Encoding: gzip").brief())
                .isEqualTo("415 {\"error\":\"unsupported content encoding\"}");
        assertThat(asked).isEmpty();
    }

    @Test
    void without_a_body_a_value_is_missing() {
        assertThat(node().ask("POST " + NAME).brief()).isEqualTo("400 {\"error\":\"value (str) and ttl (int > 0) required\"}");
        assertThat(node().ask("POST " + NAME, "Content-Length: 0").status()).isEqualTo(400);
    }

    @Test
    void each_outcome_of_publishing_has_its_answer() {
        String body = "{\"value\":\"x\"}";
        published = new PublishRecord.Outcome.TtlTooLong(86_400);
        assertThat(ask("POST " + NAME, body)).isEqualTo("400 {\"error\":\"ttl exceeds cap of 86400s\"}");
        published = new PublishRecord.Outcome.ValueTooLong(2048);
        assertThat(ask("POST " + NAME, body)).isEqualTo("400 {\"error\":\"value exceeds cap of 2048 bytes\"}");
        published = new PublishRecord.Outcome.NameFull(64);
        assertThat(ask("POST " + NAME, body)).isEqualTo("413 {\"error\":\"RRset at a.example already holds 64 values\"}");
        published = new PublishRecord.Outcome.AnswerFull();
        assertThat(ask("POST " + NAME, body)).isEqualTo("413 {\"error\":\"RRset at a.example would no longer fit an answer\"}");
        published = new PublishRecord.Outcome.InvalidName();
        assertThat(ask("POST " + NAME, body)).isEqualTo("400 {\"error\":\"invalid record name\"}");
        published = new PublishRecord.Outcome.InvalidValue();
        assertThat(ask("POST " + NAME, body)).isEqualTo("400 {\"error\":\"invalid record value\"}");
        published = new PublishRecord.Outcome.StoreRefused();
        assertThat(ask("POST " + NAME, body)).isEqualTo("502 {\"ok\":false}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a.example|a.example", "A.Example/|A.Example", "a.example...|a.example", "%20a%2Eexample%09|a.example",
        "a%2Fb|a/b", "a?x=1|a?x=1", "%zz%4|%zz%4", "%C3%A4|ä", "%C3|\ufffd", "%2e%2e|''", "..|''", "a%00b|a\u0000b", "*|*"})
    void the_name_is_what_the_path_says(String path, String name) {
        ask("POST /v1/records/" + path, "{\"value\":\"x\"}");
        assertThat(asked).singleElement().isEqualTo(new Publication(name, "x", 300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/records/", "/v1/records", "/v1/records//", "/v1/records/a/b", "/v1/records/a//", "/v1//records/a",
        "/v1/./records/a", "/V1/records/a", "http://h/v1/records/a", "/v1/records%2Fa", "/x/../v1/records/a"})
    void other_paths_are_not_found(String target) {
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            assertThat(node().ask(method + " " + target).brief()).isEqualTo("404 {\"error\":\"not found\"}");
        }
    }

    @Test
    void live_values_are_read_and_the_name_is_echoed_as_asked() {
        stored = List.of("one", "zw\"ölf");
        Wire.Reply reply = node().ask("GET /v1/records/A.Example.");
        assertThat(reply.brief()).isEqualTo("200 {\"name\":\"A.Example\",\"values\":[\"one\",\"zw\\\"ölf\"]}");
        stored = List.of();
        assertThat(node().ask("GET /v1/records/A.Example").brief()).isEqualTo("404 {\"name\":\"A.Example\",\"values\":[]}");
    }

    @Test
    void reading_may_need_the_operator() {
        mayRead = false;
        assertThat(node().ask("GET " + NAME).brief()).isEqualTo("401 {\"error\":\"unauthorized\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "Bearer tok|tok", "bearer tok|", "Bearer  tok| tok", "Bearer|", "Basic tok|", "Bearer a b|a b"})
    void the_token_is_what_stands_behind_bearer_and_one_blank(String header, String token) {
        verdict = new Verdict.Denied();
        assertThat(node().ask("POST " + NAME, new Body("{"), "Authorization: " + header).brief())
                .isEqualTo("401 {\"error\":\"unauthorized\"}");
        assertThat(asked).singleElement().isInstanceOfSatisfying(Attempt.class, attempt -> {
            assertThat(attempt.token()).isEqualTo(Optional.ofNullable(token));
            assertThat(attempt.name()).isEqualTo("a.example");
            assertThat(attempt.client().getHostAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void a_token_is_taken_octet_for_octet() {
        verdict = new Verdict.Denied();
        String sent = new String("Authorization: Bearer tökén".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        node().ask("DELETE " + NAME, sent);
        assertThat(asked).singleElement().isInstanceOfSatisfying(Attempt.class, attempt -> {
            assertThat(attempt.token()).contains("tökén");
            assertThat(attempt.operation()).isEqualTo(WriteOperation.DELETE);
        });
    }

    @Test
    void a_throttled_token_is_told_when_to_come_back() {
        verdict = new Verdict.Throttled(7);
        Wire.Reply reply = node().ask("POST " + NAME, new Body("not json"));
        assertThat(reply.brief()).isEqualTo("429 {\"error\":\"per-token rate limit exceeded\"}");
        assertThat(reply.header("Retry-After")).contains("7");
    }

    @Test
    void one_value_or_all_are_deleted() {
        assertThat(node().ask("DELETE " + NAME).brief()).isEqualTo("204");
        assertThat(asked.getLast()).isEqualTo(new Which.All());
        for (String all : new String[] {"{}", "{\"value\":null}", "{\"other\":1}"}) {
            assertThat(ask("DELETE " + NAME, all)).isEqualTo("204");
            assertThat(asked.getLast()).isEqualTo(new Which.All());
        }
        assertThat(ask("DELETE " + NAME, "{\"value\":\"one\"}")).isEqualTo("204");
        assertThat(asked.getLast()).isEqualTo(new Which.One("one"));
    }

    @Test
    void each_outcome_of_deleting_has_its_answer() {
        deleted = new DeleteRecords.Outcome.NothingThere();
        Wire.Reply reply = node().ask("DELETE " + NAME);
        assertThat(reply.brief()).isEqualTo("404");
        assertThat(reply.header("Content-Length")).contains("0");
        assertThat(reply.header("Content-Type")).isEmpty();
        deleted = new DeleteRecords.Outcome.InvalidValue();
        assertThat(ask("DELETE " + NAME, "{\"value\":\"\"}")).isEqualTo("400 {\"error\":\"invalid record value\"}");
        deleted = new DeleteRecords.Outcome.StoreRefused();
        assertThat(node().ask("DELETE " + NAME).brief()).isEqualTo("502 {\"ok\":false}");
    }

    @Test
    void deleting_checks_the_name_before_the_body_and_the_kind_of_the_value() {
        assertThat(ask("DELETE /v1/records/a..b", "[")).isEqualTo("400 {\"error\":\"invalid record name\"}");
        for (String value : new String[] {"1", "true", "[]", "{}", "1.5"}) {
            assertThat(ask("DELETE " + NAME, "{\"value\":" + value + "}")).isEqualTo("400 {\"error\":\"invalid record value\"}");
        }
    }

    @Test
    void the_limit_of_the_address_comes_before_the_gate_and_head_spends_too() {
        rate = new Rate(1, 3);
        assertThat(node().ask("GET " + NAME).status()).isEqualTo(404);
        assertThat(node().ask("POST " + NAME).status()).isEqualTo(400);
        try (Wire wire = new Wire(node().address())) {
            assertThat(wire.send(Node.request("HEAD " + NAME, "")).readHead().status()).isEqualTo(404);
        }
        verdict = new Verdict.Denied();
        Wire.Reply reply = node().ask("DELETE " + NAME);
        assertThat(reply.brief()).isEqualTo("429 {\"error\":\"rate limit exceeded\"}");
        assertThat(reply.header("Retry-After")).contains("1");
        assertThat(node().ask("GET " + NAME, "X-Forwarded-For: 203.0.113.77").status()).isEqualTo(404);
        time.advance(Duration.ofSeconds(1));
        assertThat(node().ask("DELETE " + NAME).status()).isEqualTo(401);
    }

    private String ask(String methodAndTarget, String body) {
        return node().ask(methodAndTarget, new Body(body)).brief();
    }

    private Node node() {
        if (node.isEmpty()) {
            node = Optional.of(new Node(new RecordRoutes(
                    publication -> {
                        asked.add(publication);
                        return published;
                    },
                    name -> stored,
                    (name, which) -> {
                        asked.add(which);
                        return deleted;
                    },
                    attempt -> {
                        if (!(verdict instanceof Verdict.Allowed)) {
                            asked.add(attempt);
                        }
                        return verdict;
                    },
                    token -> mayRead, new AddressLimiter(rate, time))));
        }
        return node.get();
    }
}
