package dev.dnsmesh.adapters.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.application.port.in.ServePeers;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.DigestPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncRoutesTest {
    private static final String HASH = "0a".repeat(32);
    private static final String PEER = "Authorization: Bearer sync";

    private final List<String> asked = new ArrayList<>();
    private Optional<ServePeers.CurrentManifest> manifest = Optional.empty();
    private Optional<List<Announcement>> deletions = Optional.empty();
    private Rate rate = new Rate(1_000, 1_000);

    /** Says what it was asked, and gives one row. */
    private final class Peers implements ServePeers {
        @Override
        public Optional<DeletionPage> digestWithDeletions(Cursor after, int limit) {
            return deletions.map(rows -> new DeletionPage("0123456789abcdef0123456789abcdef", rows, false, after));
        }

        @Override
        public boolean admits(Optional<String> token) {
            return token.equals(Optional.of("sync"));
        }

        @Override
        public DigestPage digest(Cursor after, int limit) {
            asked.add(after.text() + " " + limit);
            return new DigestPage(List.of(new DigestEntry("a.example", HASH, 7, 60)), true, new Cursor(7, "a.example", HASH));
        }

        @Override
        public List<PulledRow> pull(List<String> names) {
            asked.addAll(names);
            return List.of(new PulledRow("a.example", "v\u00e4lue", 60));
        }

        @Override
        public Optional<CurrentManifest> manifest() {
            return manifest;
        }
    }

    @Test
    void whoever_has_not_the_sync_token_is_forbidden_after_the_limit_of_the_address() {
        rate = new Rate(1, 4);
        try (Node node = node()) {
            assertThat(node.ask("GET /v1/sync/digest?cursor=bad").brief()).isEqualTo("403 {\"error\":\"forbidden\"}");
            assertThat(node.ask("POST /v1/sync/pull", new Node.Body("not json"), "Authorization: Bearer operator").brief()).isEqualTo("403 {\"error\":\"forbidden\"}");
            assertThat(node.ask("GET /v1/sync/cluster-manifest").status()).isEqualTo(403);
            assertThat(node.ask("POST /v1/sync/digest", PEER).status()).isEqualTo(404);
            assertThat(node.ask("GET /v1/sync/pull", PEER).status()).isEqualTo(404);
            assertThat(node.ask("GET /v1/sync/digest/", PEER).status()).isEqualTo(404);
            assertThat(node.ask("GET /v1/sync/digest", PEER).status()).isEqualTo(200);
            assertThat(node.ask("GET /v1/sync/digest", PEER).brief()).isEqualTo("429 {\"error\":\"rate limit exceeded\"}");
        }
    }

    @Test
    void a_peer_that_asks_for_deletions_is_told_of_them_and_of_what_it_may_ask_at_once() {
        deletions = Optional.of(List.of(new Announcement.Live(new DigestEntry("a.example", HASH, 7, 60), 5),
                new Announcement.Deleted(new DigestEntry("b.example", HASH, 8, 90_000), 6)));
        try (Node node = node()) {
            assertThat(node.ask("GET /v1/sync/digest?tombstones=1&cursor=1::", PEER).brief()).isEqualTo("200 {\"tombstones\":true,"
                    + "\"instance\":\"0123456789abcdef0123456789abcdef\",\"pull_names\":10000,\"pull_bytes\":1048576,\"records\":["
                    + "{\"name\":\"a.example\",\"hash\":\"" + HASH + "\",\"ts\":7,\"ttl\":60,\"pub\":5},"
                    + "{\"name\":\"b.example\",\"hash\":\"" + HASH + "\",\"ts\":8,\"ttl\":90000,\"deleted\":true,\"del\":6}],"
                    + "\"has_more\":false,\"next_cursor\":\"1::\"}");
            assertThat(node.ask("GET /v1/sync/digest?tombstones=true", PEER).body()).doesNotContain("tombstones", "pub");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|0:: 1000", "cursor=5:b.example:&limit=7|5:b.example: 7", "cursor=5%3Ab.example%3A|5:b.example: 1000",
            "cursor=&since=&limit=|0:: 1000", "since=42|42:~: 1000", "since=42&cursor=1::|1:: 1000", "since=x&cursor=1::|1:: 1000", "limit=10001|0:: 10000",
            "limit=99999999999999999999|0:: 10000", "tombstones=1&unknown|0:: 1000", "since=-0|0:~: 1000", "cursor=007:a|7:a: 1000"})
    void a_digest_begins_where_it_was_asked_to(String query, String expected) {
        try (Node node = node()) {
            assertThat(node.ask("GET /v1/sync/digest" + (query == null ? "" : "?" + query), PEER).brief()).isEqualTo(
                    "200 {\"records\":[{\"name\":\"a.example\",\"hash\":\"" + HASH + "\",\"ts\":7,\"ttl\":60}],\"has_more\":true,\"next_cursor\":\"7:a.example:" + HASH + "\"}");
            assertThat(asked).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cursor=5|cursor must be '<ts>:<name>:<value_hash>'", "cursor=-1:a:&limit=x|cursor must be '<ts>:<name>:<value_hash>'",
            "cursor=+5:a:|cursor must be '<ts>:<name>:<value_hash>'", "cursor=1:a:ABC|cursor must be '<ts>:<name>:<value_hash>'",
            "cursor=1:a:b:c|cursor must be '<ts>:<name>:<value_hash>'", "cursor=1::%0a|cursor must be '<ts>:<name>:<value_hash>'",
            "cursor=%|cursor must be '<ts>:<name>:<value_hash>'", "since=x|since must be an integer", "since=1.5&limit=0|since must be an integer",
            "since=-1|since must be >= 0", "limit=x|limit must be an integer", "limit=1e3|limit must be an integer", "limit=0|limit must be > 0", "limit=-5|limit must be > 0",
            "limit=-99999999999999999999|limit must be > 0"})
    void what_a_digest_cannot_begin_with_is_told(String query, String reason) {
        try (Node node = node()) {
            assertThat(node.ask("GET /v1/sync/digest?" + query, PEER).brief()).isEqualTo("400 {\"error\":\"" + reason + "\"}");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void names_are_pulled_and_what_is_no_list_of_them_is_refused() {
        try (Node node = node()) {
            assertThat(pull(node, "{\"names\":[\"a.example\",\" b. \"]}").brief()).isEqualTo("200 {\"records\":[{\"name\":\"a.example\",\"value\":\"v\u00e4lue\",\"ttl\":60}]}");
            assertThat(asked).containsExactly("a.example", " b. ");
            assertThat(pull(node, "{\"names\":[]}").status()).isEqualTo(200);
            assertThat(pull(node, "not json").brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
            for (String other : List.of("[]", "1", "{}", "{\"names\":null}", "{\"names\":\"a\"}", "{\"names\":{}}")) {
                assertThat(pull(node, other).brief()).as(other).isEqualTo("400 {\"error\":\"names must be a list\"}");
            }
            assertThat(node.ask("POST /v1/sync/pull", PEER).brief()).as("no body").isEqualTo("400 {\"error\":\"names must be a list\"}");
            assertThat(pull(node, "{\"names\":[\"a\",1]}").brief()).isEqualTo("400 {\"error\":\"names must be strings\"}");
            assertThat(pull(node, "{\"names\":[" + "\"a\",".repeat(9_999) + "\"a\"]}").status()).isEqualTo(200);
            assertThat(pull(node, "{\"names\":[" + "1,".repeat(10_000) + "\"a\"]}").brief()).isEqualTo("400 {\"error\":\"at most 10000 names per request\"}");
            assertThat(pull(node, "{\"names\":[\"" + "a".repeat(1 << 20) + "\"]}").brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
        }
    }

    @Test
    void the_manifest_is_told_or_that_there_is_none() {
        try (Node node = node()) {
            assertThat(node.ask("GET /v1/sync/cluster-manifest", PEER).brief()).isEqualTo("204");
            manifest = Optional.of(new ServePeers.CurrentManifest("v=dmp1;t=cluster;x", new SequenceNumber(-1), new UnixTime(1_800_000_000), "mesh.example"));
            Wire.Reply reply = node.ask("GET /v1/sync/cluster-manifest?x=1", PEER);
            assertThat(reply.brief()).isEqualTo("200 {\"wire\":\"v=dmp1;t=cluster;x\",\"seq\":18446744073709551615,\"exp\":1800000000,\"cluster_name\":\"mesh.example\"}");
        }
    }

    private static Wire.Reply pull(Node node, String body) {
        return node.ask("POST /v1/sync/pull", new Node.Body(body), PEER);
    }

    private Node node() {
        return new Node(new SyncRoutes(new Peers(), new AddressLimiter(rate, new ManualTime(Node.NOON))));
    }
}
