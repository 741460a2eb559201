package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operate gives an operator fits what a node tells. */
class MonitoringTest {
    private static final Path OPERATE = Path.of("../docs/operate");
    private static final Pattern METRIC = Pattern.compile("\\b(?:dmp|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern LABELS = Pattern.compile("(\\b(?:dmp|jvm|process|system)_[a-z0-9_]+)\\{([^}]*)}");
    /** What the node of this test, started without settings, has nothing to say about. */
    private static final Set<String> ONLY_WITH_MORE_SETTINGS = Set.of("dmp_tls_certificate_not_after_seconds", "dmp_storage_reachable",
            "dmp_storage_cached_names", "dmp_storage_cache_bytes", "dmp_storage_cache_capacity_bytes", "dmp_storage_cache_misses_total",
            "dmp_storage_cache_evictions_total", "dmp_sync_runs_total", "dmp_sync_rows_total", "dmp_sync_level", "dmp_sync_lag_seconds",
            "dmp_sync_quarantine", "dmp_sync_tombstones", "dmp_sync_tombstone_brake", "dmp_sync_manifest_seq", "dmp_heartbeat_ticks_total", "dmp_heartbeat_seen", "dmp_heartbeat_harvest_total",
            "dmp_heartbeat_seed_fetch_total");
    private static final int MOST_SERIES = 500;

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static List<String> samples;

    @BeforeAll
    static void letTheNodeCount() {
        node = NodeUnderTest.in(directory).start();
        String key = node.issueKey("alice@mesh.local");
        Updates updates = new Updates(node, key);
        assertThat(updates.add("a.mesh.local", "x")).isEqualTo("NOERROR");
        assertThat(updates.add("a.elsewhere.example", "x")).isEqualTo("NOTZONE");
        assertThat(updates.ask("nothing.mesh.local")).isEqualTo("NXDOMAIN");
        node.signal("HUP");
        for (String target : List.of("/", "/health", "/stats", "/v1/records/a.mesh.local", "/v1/registration/challenge", "/v1/sync/digest", "/none")) {
            HttpWire.ask(node.httpPort(), "GET " + target);
        }
        HttpWire.ask(node.httpPort(), "GET /metrics");
        samples = scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String scrape() {
        try {
            String token = Files.readString(node.dataDirectory().resolve("operator.token")).strip();
            HttpWire.Reply reply = HttpWire.ask(node.httpPort(), "GET /metrics", "Authorization: Bearer " + token);
            assertThat(reply.status()).isEqualTo(200);
            return reply.body();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void every_metric_of_the_dashboard_the_alerts_and_the_page_is_told() throws IOException {
        Set<String> told = samples.stream().map(line -> line.split("[{ ]")[0]).collect(Collectors.toCollection(TreeSet::new));
        for (String file : List.of("grafana-dashboard.json", "alerts.yml")) {
            assertThat(found(METRIC, file)).as(file).hasSizeGreaterThan(10).isSubsetOf(told);
        }
        Set<String> families = told.stream().filter(name -> name.startsWith("dmp_")).map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        families.addAll(ONLY_WITH_MORE_SETTINGS);
        assertThat(found(Pattern.compile("\\bdmp_[a-z0-9_]+"), "monitoring.md")).isEqualTo(families);
    }

    @Test
    void every_label_that_is_matched_on_is_one_of_the_metric() throws IOException {
        Matcher matcher = LABELS.matcher(Files.readString(OPERATE.resolve("alerts.yml"))
                + Files.readString(OPERATE.resolve("grafana-dashboard.json")).replace("\\\"", "\""));
        int matched = 0;
        while (matcher.find()) {
            String metric = matcher.group(1);
            for (String condition : matcher.group(2).split(",")) {
                String label = condition.split("[=!]")[0];
                if (!label.equals("instance")) {
                    matched++;
                    assertThat(samples).as("%s{%s}", metric, label).anyMatch(line -> line.startsWith(metric + "{") && line.contains(label + "=\""));
                }
            }
        }
        assertThat(matched).isGreaterThan(10);
    }

    @Test
    void a_node_has_few_series_and_no_label_that_names_anybody() {
        assertThat(samples).hasSizeLessThan(MOST_SERIES).noneMatch(line -> line.contains("alice") || line.contains("mesh.local"));
    }

    @Test
    void histograms_hold_what_was_timed() {
        assertThat(samples).anyMatch(line -> line.startsWith("dmp_dns_request_seconds_bucket{operation=\"update\",transport=\"datagram\",le=\"10.0\"} 2"))
                .anyMatch(line -> line.startsWith("dmp_http_request_seconds_count{route=\"records\"} 1"))
                .anyMatch(line -> line.startsWith("dmp_storage_commit_seconds_count{storage=\"lmdb\"} "))
                .contains("dmp_updates_total{outcome=\"applied\"} 1.0", "dmp_updates_total{outcome=\"refused\"} 1.0",
                        "dmp_update_refusals_total{rule=\"owner-outside-zone\"} 1.0", "dmp_config_reload_success 1.0", "dmp_healthy 1.0");
    }

    @Test
    void promtool_finds_nothing_wrong_with_the_rules_nor_with_what_is_told() {
        Tool.Outcome check = Tool.PROMTOOL.run("check", "rules", OPERATE.resolve("alerts.yml").toString());
        assertThat(check.exit()).as(check.errors()).isZero();
        assertThat(check.output()).contains("12 rules found");
        Tool.Outcome test = Tool.PROMTOOL.run("test", "rules", OPERATE.resolve("alerts-test.yml").toString());
        assertThat(test.exit()).as(test.output() + test.errors()).isZero();
        Tool.Outcome metrics = Tool.PROMTOOL.feed(scrape(), "check", "metrics");
        assertThat(metrics.errors()).doesNotContain("error while linting", "parsing");
    }

    private static Set<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(OPERATE.resolve(file))).results().map(java.util.regex.MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
