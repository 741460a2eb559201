package dev.dnsmesh.adapters.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.RunAdminCommand.Command;
import dev.dnsmesh.application.port.in.RunAdminCommand.Reply;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TsigIssueCommandTest {
    private static final TsigKey KEY = new TsigKey(new TsigKeyName("alice-03a107bf-ff8d98.mesh.example."), TsigAlgorithm.HMAC_SHA256,
            Secret.of(new byte[32]), new TreeSet<>(Set.of(new ScopeSuffix("mesh.example"))), Instant.EPOCH,
            Optional.of(Instant.parse("2027-01-01T00:00:00Z")), Optional.empty(), Optional.of(new Subject("alice@example.com")),
            Optional.empty(), Optional.empty(), false);

    private final List<AdministerTsigKeys.Order> asked = new ArrayList<>();
    private AdministerTsigKeys.Outcome outcome = new AdministerTsigKeys.Outcome.Issued(KEY, new OwnerName("mesh.example"));

    @Test
    void the_text_holds_what_nsupdate_takes() {
        Reply reply = run("tsig", "issue", "Alice@Example.com");
        assertThat(reply.exit()).isZero();
        assertThat(reply.err()).isEmpty();
        assertThat(reply.out().lines()).contains("expires    2027-01-01T00:00:00Z", "may write  mesh.example",
                "nsupdate   -y hmac-sha256:alice-03a107bf-ff8d98.mesh.example.:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        assertThat(asked).containsExactly(new AdministerTsigKeys.Order(new Subject("alice@example.com"), Optional.empty(), Optional.empty(),
                Set.of(), false, Optional.empty()));
    }

    @Test
    void json_has_the_members_of_registration() throws IOException {
        JsonNode json = new ObjectMapper().readTree(run("tsig", "issue", "alice@example.com", "--json").out());
        assertThat(json.properties()).extracting(member -> member.getKey()).containsExactlyInAnyOrder("tsig_key_name", "tsig_secret_hex",
                "tsig_algorithm", "allowed_suffixes", "subject", "zone", "expires_at");
        assertThat(json.get("tsig_key_name").asText()).isEqualTo("alice-03a107bf-ff8d98.mesh.example");
        assertThat(json.get("tsig_secret_hex").asText()).isEqualTo("00".repeat(32));
        assertThat(json.get("expires_at").asLong()).isEqualTo(1_798_761_600L);
    }

    @Test
    void the_key_file_is_a_key_statement() {
        assertThat(run("tsig", "issue", "alice@example.com", "--key-file").out()).isEqualTo("""
                key "alice-03a107bf-ff8d98.mesh.example." {
                    algorithm hmac-sha256;
                    secret "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
                };
                """);
    }

    @Test
    void options_reach_the_node() {
        run("tsig", "issue", "alice@example.com", "--spk", "AA".repeat(32), "--x25519", "bb".repeat(32), "--suffix", "*.Pool.mesh.example.",
                "--suffix", "x.mesh.example", "--zone-wide", "--expires", "90d");
        AdministerTsigKeys.Order request = asked.getFirst();
        assertThat(request.key().orElseThrow().hex()).isEqualTo("aa".repeat(32));
        assertThat(request.x25519().orElseThrow().hex()).isEqualTo("bb".repeat(32));
        assertThat(request.extra()).containsExactlyInAnyOrder(new ScopeSuffix("*.pool.mesh.example"), new ScopeSuffix("x.mesh.example"));
        assertThat(request.zoneWide()).isTrue();
        assertThat(request.life()).contains(Duration.ofDays(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsig issue", "tsig issue alice", "tsig issue alice@example.com --spk 00", "tsig issue alice@example.com --expires 5y",
        "tsig issue alice@example.com --expires 0", "tsig issue alice@example.com --suffix a..b", "tsig issue alice@example.com --json --key-file",
        "tsig", "", "frobnicate", "tsig issue alice@example.com extra"})
    void arguments_that_make_no_sense_are_one_line_and_exit_2(String arguments) {
        Reply reply = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(reply.exit()).isEqualTo(2);
        assertThat(reply.out()).isEmpty();
        assertThat(reply.err().lines()).hasSize(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_refusal_is_one_line_and_exit_1() {
        for (AdministerTsigKeys.Outcome refusal : List.of(new AdministerTsigKeys.Outcome.NoZone(), new AdministerTsigKeys.Outcome.NameTooLong(), new AdministerTsigKeys.Outcome.OutsideZone(new ScopeSuffix("x.y"), new OwnerName("z")),
                new AdministerTsigKeys.Outcome.Held(new HeldName("alice@example.com")))) {
            outcome = refusal;
            Reply reply = run("tsig", "issue", "alice@example.com");
            assertThat(reply.exit()).isEqualTo(1);
            assertThat(reply.out()).isEmpty();
            assertThat(reply.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"90,90", "1m,60", "2h,7200", "' 3d ',259200", "1w,604800"})
    void durations_are_digits_and_a_letter(String text, long seconds) {
        assertThat(Arguments.duration(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "1 d", "1D", "-1d", "1.5h", "99999999999999d", "0s", "４d"})
    void other_texts_are_none(String text) {
        assertThat(Arguments.duration(text)).isEmpty();
    }

    @Test
    void help_is_on_standard_output() {
        assertThat(run("tsig", "issue", "--help").out()).contains("SUBJECT", "--zone-wide");
        assertThat(run("--help").exit()).isZero();
    }

    private Reply run(String... arguments) {
        return new AdminCommands(new AdminPorts(new Keys())).run(new Command(List.of(arguments), "root"));
    }

    /** Notes what is asked and gives the prepared answer. */
    private final class Keys implements AdministerTsigKeys {
        @Override
        public Outcome issue(Order order, String user) {
            assertThat(user).isEqualTo("root");
            asked.add(order);
            return outcome;
        }

        @Override
        public List<TsigKey> list(Optional<Subject> subject) {
            return List.of(KEY);
        }

        @Override
        public RevokeOutcome revoke(KeyTarget target, String user) {
            return new RevokeOutcome.Nothing();
        }
    }
}
