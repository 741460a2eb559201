package dev.dnsmesh.adapters.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.ListPeers;
import dev.dnsmesh.application.port.in.ListPeers.Peer;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingPageTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    private Optional<String> endpoint = Optional.empty();
    private Optional<OwnerName> zone = Optional.of(new OwnerName("mesh.example"));
    private Registration registration = new Registration.ByOperator();
    private Discovery discovery = new Discovery.Off();
    private CheckHealth.Health health = new CheckHealth.Health.Sound();
    private OptionalInt dnsPort = OptionalInt.empty();
    private OptionalLong count = OptionalLong.of(42);

    @Test
    void the_page_comes_with_headers_that_let_nothing_else_in() {
        Wire.Reply reply = ask("GET /");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(reply.header("Cache-Control")).contains("public, max-age=30");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'; style-src 'unsafe-inline'");
        assertThat(ask("GET /index.html").body()).isEqualTo(reply.body());
        assertThat(ask("GET /?x").status()).isEqualTo(404);
        assertThat(ask("GET /index.htm").status()).isEqualTo(404);
        assertThat(ask("POST /").status()).isEqualTo(404);
    }

    @Test
    void it_is_one_accessible_document_without_scripts_or_resources() {
        String page = page();
        assertThat(page).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">", "name=\"viewport\"", "prefers-color-scheme: dark")
                .doesNotContain("<script", "<img", "<iframe", "<link", "url(", "@import", " onclick", " style=");
        assertThat(page.split("<h1", -1)).hasSize(2);
        for (String block : new String[] {"about", "registration", "publishes", "dns", "discovery", "protocol"}) {
            assertThat(page).contains("<section aria-labelledby=\"" + block + "\">\n<h2 id=\"" + block + "\">");
        }
        assertThat(page).contains("This node is up and healthy.");
    }

    @Test
    void a_node_that_cannot_read_its_records_says_so_and_no_more() {
        health = new CheckHealth.Health.Degraded("disk /dev/sdb1 failed");
        assertThat(page()).contains("This node is up, but cannot read its records.").doesNotContain("healthy", "sdb1");
    }

    @Test
    void commands_ask_the_port_that_dns_is_at() {
        dnsPort = OptionalInt.of(5353);
        assertThat(page()).contains("<code>dig @localhost -p 5353 _dnsmesh-heartbeat.mesh.example TXT +short</code>",
                "<code>dig @localhost -p 5353 _dnsmesh-seen.mesh.example TXT +short</code>");
    }

    @Test
    void the_names_that_it_publishes_are_told_with_what_they_give_away() {
        assertThat(page()).contains("<code>slot-&lt;n&gt;.mb-&lt;hash&gt;.mesh.example</code>", "names its sender's key");
    }

    @Test
    void the_host_that_was_asked_for_names_the_node_unless_an_endpoint_is_configured() {
        assertThat(page()).contains("<h1>https://localhost</h1>", "<title>https://localhost - DNS Mesh</title>");
        endpoint = Optional.of("https://node.example.com:8443");
        assertThat(page()).contains("<h1>https://node.example.com:8443</h1>", "dig @node.example.com _dnsmesh-heartbeat.mesh.example TXT +short",
                "dig @node.example.com _dnsmesh-seen.mesh.example TXT +short", "dig @node.example.com mesh.example SOA +short");
    }

    @Test
    void an_endpoint_that_was_written_with_a_slash_at_its_end_is_told_without() {
        endpoint = Optional.of("https://node.example.com/");
        registration = new Registration.SelfService(Optional.empty(), List.of());
        assertThat(page()).contains("<h1>https://node.example.com</h1>", "--endpoint node.example.com</code>", "--node node.example.com</code>",
                "dig @node.example.com mesh.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "a\"onmouseover=1", "a b", "a&b", "", "x'y", "host:99999999", "[::1", "https://x"})
    void a_host_that_is_none_is_not_repeated(String host) {
        try (Node node = new Node(landing()); Wire wire = new Wire(node.address())) {
            String page = wire.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").read().body();
            assertThat(page).contains("<h1>A DNS Mesh node</h1>", "dig @&lt;node&gt; ").doesNotContain("alert(1)", "onmouseover");
        }
    }

    @ParameterizedTest
    @CsvSource({"node.example:8053,node.example:8053,node.example", "192.0.2.1,192.0.2.1,192.0.2.1", "'[2001:db8::1]:80','[2001:db8::1]:80',2001:db8::1"})
    void commands_take_the_bare_host(String header, String host, String server) {
        registration = new Registration.SelfService(Optional.of(Duration.ofDays(90)), List.of());
        try (Node node = new Node(landing()); Wire wire = new Wire(node.address())) {
            String page = wire.send("GET / HTTP/1.1\r\nHost: " + header + "\r\n\r\n").read().body();
            assertThat(page).containsSubsequence("<code>dnsmesh init alice@mesh.example --endpoint " + host + "</code>",
                    "<code>dnsmesh tsig register --node " + host + "</code>", "<code>dnsmesh identity publish</code>", "dig @" + server + " ");
        }
    }

    @Test
    void live_records_are_told_where_they_are_known() {
        assertThat(page()).contains("<dt>Live records</dt><dd>42</dd>", "href=\"/health\"", "href=\"/stats\"");
        count = OptionalLong.empty();
        assertThat(page()).doesNotContain("Live records");
    }

    @Test
    void an_unknown_zone_is_a_placeholder_and_escaped() {
        zone = Optional.empty();
        assertThat(page()).contains("_dnsmesh-heartbeat.&lt;zone&gt; TXT").doesNotContain("<zone>");
    }

    @Test
    void each_way_to_register_is_told() {
        registration = new Registration.SelfService(Optional.of(Duration.ofSeconds(7_776_000)), List.of());
        assertThat(page()).contains("TSIG key", "valid for 90 days", "Any <code>user@example.com</code> may register", "DMP_PASSPHRASE", "passphrase_file");
        registration = new Registration.SelfService(Optional.empty(), List.of("b.example", "a.example"));
        assertThat(page()).contains("without an end", "a.example, b.example").doesNotContain("Any <code>");
        registration = new Registration.WithoutUpdate();
        assertThat(page()).contains("DMP_DNS_UPDATE_ENABLED=1").doesNotContain("dnsmesh init");
        registration = new Registration.ByOperator();
        assertThat(page()).contains("registration is disabled", "ask the operator of https://localhost");
        registration = new Registration.OneToken();
        assertThat(page()).contains("One operator token", "ask the operator of https://localhost");
        registration = new Registration.Open();
        assertThat(page()).contains("unauthenticated", "DMP_AUTH_MODE=multi-tenant", "DMP_DNS_UPDATE_ENABLED=1", "DMP_REGISTRATION_ENABLED=1");
        registration = new Registration.Closed();
        assertThat(page()).contains("takes no writes");
    }

    @Test
    void on_a_node_for_its_own_machine_the_commands_name_the_scheme_and_the_port_of_dns() {
        registration = new Registration.SelfService(Optional.of(Duration.ofDays(90)), List.of());
        dnsPort = OptionalInt.of(5353);
        assertThat(page()).containsSubsequence(
                "<code>dnsmesh init alice@mesh.example --endpoint http://localhost --dns-host 127.0.0.1 --dns-port 5353</code>",
                "<code>dnsmesh tsig register --node localhost --scheme http --dns-server 127.0.0.1 --dns-port 5353</code>");
    }

    @Test
    void without_discovery_the_page_says_so_and_names_no_command_for_it() {
        assertThat(page()).contains("does not take part in discovery", "DMP_HEARTBEAT_ENABLED", "DMP_HEARTBEAT_SELF_ENDPOINT",
                "DMP_HEARTBEAT_OPERATOR_KEY_PATH").doesNotContain("<caption", "Operator key", "dnsmesh peers");
    }

    @Test
    void with_discovery_the_page_shows_the_operator_key_and_the_peers() {
        ListPeers peers = () -> List.of(new Peer("https://self.example", KEY, "0.1.0", Node.NOON),
                new Peer("https://<b>.example", "short", "", Node.NOON.minus(Duration.ofHours(30))),
                new Peer("javascript:alert(1)", KEY, "<i>", Node.NOON.minus(Duration.ofMinutes(59))));
        discovery = new Discovery.On(KEY, peers);
        assertThat(page()).contains("<dt>Operator key</dt><dd><code>" + KEY + "</code></dd>", "Discovery (3)", "<caption", "<code>dnsmesh peers mesh.example</code>",
                "<a href=\"https://self.example\" rel=\"noopener\">https://self.example</a></td><td><code>01234567...cdef</code></td><td>0.1.0</td>"
                        + "<td class=\"fresh\">0s ago</td><td>1</td>",
                "https://&lt;b&gt;.example</a></td><td><code>short</code></td><td>-</td><td class=\"stale\">1d ago (stale)</td>",
                "<tr><td>javascript:alert(1)</td>", "&lt;i&gt;", "59m ago").doesNotContain("href=\"javascript", "<b>", "<i>");
    }

    @Test
    void ages_are_told_in_one_unit() {
        assertThat(PeersTable.age(Duration.ofSeconds(-5))).isEqualTo("0s ago");
        assertThat(PeersTable.age(Duration.ofSeconds(59))).isEqualTo("59s ago");
        assertThat(PeersTable.age(Duration.ofSeconds(60))).isEqualTo("1m ago");
        assertThat(PeersTable.age(Duration.ofSeconds(3_600))).isEqualTo("1h ago");
        assertThat(PeersTable.age(Duration.ofSeconds(86_400))).isEqualTo("1d ago");
        assertThat(PeersTable.shortened("0123456789abcdef")).isEqualTo("0123456789abcdef");
    }

    private LandingPage landing() {
        return new LandingPage(new NodeProfile(endpoint, zone, registration, discovery, NodeProfile.Links.PROJECT), () -> count,
                () -> health, () -> dnsPort, new ManualTime(Node.NOON));
    }

    private String page() {
        return ask("GET /").body();
    }

    private Wire.Reply ask(String methodAndTarget) {
        try (Node node = new Node(landing())) {
            return node.ask(methodAndTarget);
        }
    }
}
