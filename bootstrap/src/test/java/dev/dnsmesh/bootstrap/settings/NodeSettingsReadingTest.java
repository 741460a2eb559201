package dev.dnsmesh.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.AuthMode;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSettingsReadingTest {
    private static final String[] PUBLIC = {"DMP_OPERATOR_TOKEN", "s3cret", "DMP_DOMAIN", "Mesh.Example.COM."};

    @TempDir
    private Path directory;

    @Test
    void without_any_setting_the_node_is_for_this_machine_only() {
        NodeSettings node = good(Sources.environment());
        assertThat(node.loopbackProfile()).isTrue();
        assertThat(node.dns().hosts()).containsExactly("127.0.0.1");
        assertThat(node.dns().port()).isEqualTo(5353);
        assertThat(node.http().host()).isEqualTo("127.0.0.1");
        assertThat(node.http().port()).isEqualTo(8053);
        assertThat(node.http().mode()).isEqualTo(AuthMode.MULTI_TENANT);
        assertThat(node.http().generateToken()).isTrue();
        assertThat(node.authority().zones().served()).contains(new OwnerName("mesh.local"));
        assertThat(node.authority().nodeHostname()).contains("localhost");
        assertThat(node.update().enabled()).isTrue();
        assertThat(node.registration().available()).isTrue();
        assertThat(node.state().dataDirectory()).isEqualTo(Path.of("data"));
        assertThat(node.state().storage()).isEqualTo("lmdb");
    }

    @ParameterizedTest
    @CsvSource({"DMP_DNS_PORT,0", "DMP_HTTP_PORT,0", "DMP_LOG_LEVEL,debug", "DMP_LOG_FORMAT,json", "DMP_DATA_DIR,elsewhere",
        "DMP_STORAGE,lmdb", "DMP_DNS_RRL,0", "DMP_TSIG_RATE_PER_SEC,0", "DMP_PASSPHRASE,x", "DMP_CONFIG_HOME,x", "PATH,/bin",
        "DMP_IMAGE_TAG,latest", "DMP_DNS_TTL,' '", "DMP_UNHEARD_OF,1"})
    void ports_the_log_and_variables_of_our_own_leave_the_loopback_profile_in_force(String name, String value) {
        assertThat(good(Sources.environment(name, value)).loopbackProfile()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DMP_DB_PATH=/var/lib/dmp/dmp.db", "DMP_DNS_HOST=127.0.0.1", "DMP_DNS_RATE=0", "DMP_DOMAIN=a.example",
        "DMP_CLEANUP_INTERVAL=60", "DMP_SYNC_INTERVAL=10", "DMP_TSIG_TIGHT_SCOPE=0", "DMP_HEARTBEAT_RETENTION_HOURS=72"})
    void any_other_variable_of_part_A_brings_the_defaults_of_part_A(String setting) {
        String[] parts = setting.split("=");
        NodeSettings node = good(Sources.environment(parts[0], parts[1], "DMP_HTTP_TOKEN", "t"));
        assertThat(node.loopbackProfile()).isFalse();
        assertThat(node.http().host()).isEqualTo("0.0.0.0");
        assertThat(node.update().enabled()).isFalse();
        assertThat(node.registration().available()).isFalse();
        assertThat(node.state().dataDirectory()).isEqualTo(Path.of("/var/lib/dmp"));
        assertThat(node.http().generateToken()).isFalse();
    }

    @Test
    void the_wildcard_address_stands_for_every_local_address_by_itself() {
        assertThat(good(Sources.environment(PUBLIC)).dns().hosts()).isEmpty();
        assertThat(good(Sources.environment("DMP_OPERATOR_TOKEN", "t", "DMP_DNS_HOST", "127.0.0.1, ::1")).dns().hosts())
                .containsExactly("127.0.0.1", "::1");
    }

    @Test
    void a_public_node_without_a_token_is_refused_and_told_what_to_set() {
        assertThat(errors(Sources.environment("DMP_DOMAIN", "a.example"))).singleElement().asString()
                .contains("DMP_HTTP_HOST=0.0.0.0", "DMP_OPERATOR_TOKEN", "DMP_ALLOW_OPEN_PUBLIC_BIND");
        for (String host : List.of("localhost", "LOCALHOST ", "127.0.0.5", "::1")) {
            assertThat(errors(Sources.environment("DMP_HTTP_HOST", host))).as(host).isEmpty();
        }
        for (String host : List.of("0.0.0.0", "::", "0", "node.example.com", "192.0.2.1")) {
            assertThat(errors(Sources.environment("DMP_HTTP_HOST", host))).as(host).hasSize(1);
            assertThat(errors(Sources.environment("DMP_HTTP_HOST", host, "DMP_ALLOW_OPEN_PUBLIC_BIND", "Yes"))).as(host).isEmpty();
            assertThat(errors(Sources.environment("DMP_HTTP_HOST", host, "DMP_AUTH_MODE", "legacy"))).as(host).isEmpty();
        }
    }

    @Test
    void every_problem_is_told_at_once_with_the_name_the_value_and_what_was_wanted() throws IOException {
        Path file = Files.writeString(directory.resolve("node.env"), "DMP_DNS_PROT=53\nDMP_MAX_TTL=soon\nnonsense\n");
        NodeSettingsReading reading = Sources.file(file, "DMP_DNS_PORT", "65536", "DMP_DNS_APEX_A", "1.2.3",
                "DMP_OPERATOR_TOKEN", "t");
        assertThat(errors(reading)).containsExactlyInAnyOrder(
                file + ":1: DMP_DNS_PROT is not a known name; did you mean DMP_DNS_PORT?",
                file + ":2: DMP_MAX_TTL=soon is not a whole number",
                file + ":3: not of the form NAME=value",
                "environment: DMP_DNS_PORT=65536 is not a whole number from 0 to 65535",
                "environment: DMP_DNS_APEX_A=1.2.3 is not an IPv4 address");
        assertThat(reading.faulty()).containsExactlyInAnyOrder("DMP_MAX_TTL", "DMP_DNS_PORT", "DMP_DNS_APEX_A");
    }

    @Test
    void an_unknown_name_in_the_environment_is_a_warning_with_the_nearest_name() {
        NodeSettingsReading reading = Sources.environment("DMP_DNS_PROT", "53", "DMP_QQQQQQQQQQQQQQQQ", "1", "OTHER", "1");
        assertThat(reading.problems()).singleElement().isEqualTo(Problem.warning("environment: unknown and ignored: "
                + "DMP_DNS_PROT (did you mean DMP_DNS_PORT?), DMP_QQQQQQQQQQQQQQQQ (" + NearestName.hint("DMP_QQQQQQQQQQQQQQQQ", KnownVariables.names(List.of())) + ")"));
    }

    @Test
    void a_truth_value_that_is_none_is_off_with_a_warning() {
        NodeSettingsReading reading = Sources.environment("DMP_CLAIM_PROVIDER", "maybe", "DMP_OPERATOR_TOKEN", "t");
        assertThat(reading.settings().update().claims().firstContact()).isFalse();
        assertThat(reading.problems()).singleElement().matches(p -> !p.isError()).extracting(Problem::text).asString()
                .contains("DMP_CLAIM_PROVIDER=maybe", "taken as off");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "TRUE,true", "' yes ',true", "On,true", "0,false", "False,false", "NO,false", "off,false"})
    void truth_values_are_words_in_any_letter_case(String text, boolean value) {
        NodeSettingsReading reading = Sources.environment("DMP_DNS_UPDATE_ENABLED", text, "DMP_OPERATOR_TOKEN", "t");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings().update().enabled()).isEqualTo(value);
    }

    @Test
    void a_claim_limit_that_is_none_is_a_warning_and_its_default_holds() {
        NodeSettingsReading reading = Sources.environment("DMP_CLAIM_MAX_TTL", "long", "DMP_CLAIM_RATE_BURST", "", "DMP_OPERATOR_TOKEN", "t",
                "DMP_CLAIM_RATE_PER_USER_PER_SEC", "often");
        assertThat(reading.hasErrors()).isFalse();
        assertThat(reading.problems()).hasSize(2);
        assertThat(reading.settings().update().claims().life().maxSeconds()).isEqualTo(86_400);
        assertThat(reading.settings().update().claims().perRecipient()).isEqualTo(new Rate(0.5, 30));
    }

    @Test
    void the_environment_wins_over_the_file_and_a_blank_value_counts_as_unset() throws IOException {
        Path file = Files.writeString(directory.resolve("node.env"),
                "DMP_DNS_PORT=1053\nDMP_HTTP_PORT=\"8080\"\nDMP_OPERATOR_TOKEN='from file'\n");
        NodeSettings node = good(Sources.file(file, "DMP_DNS_PORT", "2053", "DMP_HTTP_PORT", "  "));
        assertThat(node.dns().port()).isEqualTo(2053);
        assertThat(node.http().port()).isEqualTo(8080);
        assertThat(node.http().operatorTokens()).containsExactly(Secret.of(Octets.utf8("from file")));
    }

    @Test
    void a_file_that_cannot_be_read_is_a_problem() {
        assertThat(errors(Sources.file(directory.resolve("absent.env")))).singleElement().asString()
                .contains("absent.env", "there is no such file");
    }

    @Test
    void a_token_may_stand_in_a_file_of_its_own_unless_the_plain_variable_is_set() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), " t0ken \n");
        assertThat(good(Sources.environment("DMP_DOMAIN", "a.example", "DMP_OPERATOR_TOKEN_FILE", token.toString())).http().operatorTokens())
                .containsExactly(Secret.of(Octets.utf8(" t0ken ")));
        assertThat(good(Sources.environment("DMP_OPERATOR_TOKEN", "plain", "DMP_OPERATOR_TOKEN_FILE", token.toString())).http().operatorTokens())
                .containsExactly(Secret.of(Octets.utf8("plain")));
        assertThat(errors(Sources.environment("DMP_SYNC_PEER_TOKEN_FILE", directory + "/absent"))).singleElement().asString()
                .contains("DMP_SYNC_PEER_TOKEN_FILE", "there is no such file");
    }

    @Test
    void the_served_zone_is_the_first_of_the_chain_and_the_others_are_answered_for() {
        NodeSettings node = good(Sources.environment("DMP_OPERATOR_TOKEN", "t", "DMP_CLUSTER_BASE_DOMAIN", "Base.Example..",
                "DMP_DOMAIN", "dom.example", "DMP_NODE_HOSTNAME", "node.example", "DMP_DNS_EXTRA_ZONES", "x.example, y.example."));
        assertThat(node.authority().zones().served()).contains(new OwnerName("base.example"));
        assertThat(node.authority().zones().others()).containsExactlyInAnyOrder(new OwnerName("base.example"), new OwnerName("dom.example"),
                new OwnerName("x.example"), new OwnerName("y.example"));
        assertThat(good(Sources.environment("DMP_OPERATOR_TOKEN", "t", "DMP_NODE_HOSTNAME", "Node.Example.")).authority().zones().served())
                .contains(new OwnerName("node.example"));
        assertThat(good(Sources.environment("DMP_OPERATOR_TOKEN", "t", "DMP_DNS_TTL", "900")).authority().zones().negativeTtl()).isEqualTo(300);
    }

    @Test
    void limits_may_be_small_and_zero_where_that_means_something() {
        NodeSettings node = good(Sources.environment("DMP_OPERATOR_TOKEN", "t", "DMP_TSIG_REPLAY_ENTRIES", "1", "DMP_DNS_TTL", "0",
                "DMP_DNS_RRL_ANSWERS_PER_SEC", "0", "DMP_DNS_RRL_NEGATIVE_PER_SEC", "0", "DMP_DNS_RRL_ERRORS_PER_SEC", "0"));
        assertThat(node.update().replayEntries()).isEqualTo(1);
        assertThat(node.authority().zones().negativeTtl()).isZero();
    }

    @Test
    void the_mode_of_writing_over_http_follows_from_the_token_unless_it_is_set() {
        assertThat(good(Sources.environment("DMP_HTTP_TOKEN", "t")).http().mode()).isEqualTo(AuthMode.LEGACY);
        assertThat(good(Sources.environment("DMP_HTTP_HOST", "::1")).http().mode()).isEqualTo(AuthMode.OPEN);
        NodeSettingsReading odd = Sources.environment("DMP_AUTH_MODE", "Legacy");
        assertThat(odd.settings().http().mode()).isEqualTo(AuthMode.CLOSED);
        assertThat(odd.problems()).singleElement().matches(p -> !p.isError());
    }

    @Test
    void an_alias_counts_only_where_its_name_is_unset() {
        assertThat(good(Sources.environment("DMP_SYNC_INTERVAL_SECONDS", "2", "DMP_HTTP_TOKEN", "t")).cluster().interval())
                .isEqualTo(Duration.ofSeconds(2));
        NodeSettingsReading both = Sources.environment("DMP_SYNC_INTERVAL_SECONDS", "2", "DMP_SYNC_INTERVAL", "3.5", "DMP_HTTP_TOKEN", "t");
        assertThat(both.settings().cluster().interval()).isEqualTo(Duration.ofMillis(3500));
        assertThat(both.problems()).singleElement().matches(p -> !p.isError());
        assertThat(good(Sources.environment("DMP_DB_PATH", "/srv/dmp/x.db", "DMP_HTTP_TOKEN", "t")).state().dataDirectory())
                .isEqualTo(Path.of("/srv/dmp"));
        assertThat(good(Sources.environment("DMP_DB_PATH", "/srv/dmp/x.db", "DMP_DATA_DIR", "/d", "DMP_HTTP_TOKEN", "t")).state().dataDirectory())
                .isEqualTo(Path.of("/d"));
    }

    @Test
    void rates_are_decimals_or_quotients() {
        NodeSettings node = good(Sources.environment("DMP_HTTP_TOKEN", "t"));
        assertThat(node.registration().endpoint().perSecond()).isEqualTo(5.0 / 3600);
        assertThat(good(Sources.environment("DMP_HTTP_TOKEN", "t", "DMP_DNS_RATE", "1e3", "DMP_DNS_BURST", ".5")).dns().perClient())
                .isEqualTo(new Rate(1000, 0.5));
        for (String bad : List.of("inf", "nan", "1/0", "ten", "1,5", "0x10", "1e999")) {
            assertThat(errors(Sources.environment("DMP_HTTP_TOKEN", "t", "DMP_DNS_RATE", bad))).as(bad).hasSize(1);
        }
    }

    @Test
    void secrets_show_neither_in_complaints_nor_in_the_print() {
        NodeSettingsReading reading = Sources.environment("DMP_OPERATOR_TOKEN", "hush-hush", "DMP_DNS_COOKIE_SECRET", "hush-hush", "DMP_PG_PASSWORD", "hush-hush");
        assertThat(reading.problems().toString() + reading.effective() + reading.settings()).doesNotContain("hush-hush");
        assertThat(reading.effective().get("DMP_OPERATOR_TOKEN").text()).isEqualTo("********");
    }

    @Test
    void the_origin_of_every_value_is_kept() throws IOException {
        Path file = Files.writeString(directory.resolve("node.env"), "\nDMP_HTTP_PORT=0\n");
        NodeSettingsReading reading = Sources.file(file, "DMP_DNS_PORT", "0");
        assertThat(reading.effective().get("DMP_DNS_PORT").origin()).isEqualTo(new Origin.Environment());
        assertThat(reading.effective().get("DMP_HTTP_PORT").origin()).isEqualTo(new Origin.ConfigFile(file, 2));
        assertThat(reading.effective().get("DMP_DOMAIN").origin()).isEqualTo(new Origin.LoopbackProfile());
        assertThat(reading.effective().get("DMP_DNS_TTL").origin()).isEqualTo(new Origin.Default());
    }

    @Test
    void every_node_variable_is_judged_so_that_nothing_bad_is_found_later() {
        NodeSettingsReading reading = Sources.environment();
        assertThat(reading.effective().keySet()).containsAll(KnownVariables.all().stream()
                .filter(v -> !v.is(Variable.Trait.CLIENT) && !v.is(Variable.Trait.IDLE)).map(Variable::name).toList());
    }

    @Test
    void every_default_is_a_value_of_its_type() {
        assertThat(KnownVariables.all()).filteredOn(variable -> !variable.fallback().isEmpty())
                .allSatisfy(variable -> assertThat(variable.type().parse(variable.fallback())).isInstanceOf(Parsed.Good.class));
    }

    @Test
    void a_plugins_own_names_are_known() {
        SettingsSources sources = new SettingsSources(java.util.Map.of(), Sources.map("DMP_ACME_URL", "x"), Optional.empty(), List.of("DMP_ACME_URL"));
        NodeSettingsReading reading = NodeSettingsReading.of(sources);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings().state().texts()).containsEntry("DMP_ACME_URL", "x");
    }

    private static NodeSettings good(NodeSettingsReading reading) {
        assertThat(errors(reading)).isEmpty();
        return reading.settings();
    }

    private static List<String> errors(NodeSettingsReading reading) {
        return reading.problems().stream().filter(Problem::isError).map(Problem::text).toList();
    }
}
