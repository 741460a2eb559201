package dev.dnsmesh.adapters.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dnsmesh.application.port.in.RunAdminCommand.Command;
import dev.dnsmesh.application.port.in.RunAdminCommand.Reply;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.usecase.admin.AdministerOwnersUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerRecordsUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerTokensUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerTsigKeysUseCase;
import dev.dnsmesh.application.usecase.admin.MintingRules;
import dev.dnsmesh.application.usecase.admin.ReadAuditUseCase;
import dev.dnsmesh.application.usecase.admin.ReadStatisticsUseCase;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.name.OwnerName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminCommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String SPK = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";
    private static final String X25519 = "358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254";

    private final ManualTime time = new ManualTime(NOON);
    private final SeededRandom random = new SeededRandom(1);
    private final InMemoryStorage storage = new InMemoryStorage(time, random);
    private Optional<OwnerName> zone = Optional.of(new OwnerName("mesh.example.com"));
    private final AdminCommands commands = new AdminCommands(this::ports, time);

    @Test
    void an_issued_key_is_shown_as_a_file_for_nsupdate() {
        Reply reply = run("tsig issue Alice@Example.com --spk " + SPK + " --x25519 " + X25519 + " --expires 90d");
        assertThat(reply.exit()).isZero();
        assertThat(reply.err()).isEmpty();
        String secret = storedSecret("alice-03a107bf-ff8d98.mesh.example.com.");
        assertThat(reply.out()).isEqualTo("""
                # TSIG key of alice@example.com, shown this once
                # zone:       mesh.example.com
                # expires:    2027-02-23T12:00:00Z
                # may write:  _dnsmesh-claim-*.mesh.example.com
                #             _dnsmesh-claim-03a107bff3ce10be.mesh.example.com
                #             chunk-*-*.mesh.example.com
                #             claim-*.mb-*.mesh.example.com
                #             id-2bd806c97f0e.mesh.example.com
                #             id-2bd806c97f0e00af.mesh.example.com
                #             mb-858a3d48ace7.mesh.example.com
                #             slot-*.mb-*.mesh.example.com
                # secret hex: %1$s
                # nsupdate:   -k this file, or -y hmac-sha256:alice-03a107bf-ff8d98.mesh.example.com.:%2$s
                key "alice-03a107bf-ff8d98.mesh.example.com." {
                \talgorithm hmac-sha256;
                \tsecret "%2$s";
                };
                """.formatted(secret, Base64.getEncoder().encodeToString(HexFormat.of().parseHex(secret))));
    }

    @Test
    void an_issued_key_is_shown_as_json_or_as_the_block_alone() throws IOException {
        JsonNode json = json(run("tsig issue alice@example.com --spk " + SPK + " --zone-wide --suffix _x.mesh.example.com --json"));
        assertThat(json.get("tsig_key_name").asText()).isEqualTo("alice-03a107bf-ff8d98.mesh.example.com.");
        assertThat(json.get("tsig_secret_hex").asText()).isEqualTo(storedSecret("alice-03a107bf-ff8d98.mesh.example.com."));
        assertThat(json.get("tsig_algorithm").asText()).isEqualTo("hmac-sha256");
        assertThat(json.get("allowed_suffixes").toString()).isEqualTo("[\"_x.mesh.example.com\",\"mesh.example.com\"]");
        assertThat(json.get("zone").asText()).isEqualTo("mesh.example.com");
        assertThat(json.get("expires_at").asLong()).isZero();
        assertThat(run("tsig issue bob@example.com --key-file").out()).startsWith("key \"bob-").endsWith("};\n").doesNotContain("#");
        assertThat(run("tsig issue bob@example.com --key-file --json").exit()).isEqualTo(2);
    }

    @Test
    void keys_are_listed_without_their_secrets_and_revoked() throws IOException {
        assertThat(run("tsig list").out()).isEqualTo("(no keys)\n");
        run("tsig issue alice@example.com --spk " + SPK);
        String secret = storedSecret("alice-03a107bf-ff8d98.mesh.example.com.");
        assertThat(run("tsig list").out()).isEqualTo("""
                NAME                                     SUBJECT            ISSUED                EXPIRES  REVOKED  STATUS
                alice-03a107bf-ff8d98.mesh.example.com.  alice@example.com  2026-11-25T12:00:00Z  -        -        active
                """);
        Reply listed = run("tsig list --json --subject ALICE@example.com");
        assertThat(listed.out()).doesNotContain(secret);
        assertThat(json(listed).get(0).get("registered_spk").asText()).isEqualTo(SPK);
        assertThat(json(run("tsig list --json --subject nobody")).isEmpty()).isTrue();
        assertThat(run("tsig revoke alice-03a107bf-ff8d98.mesh.example.com"))
                .isEqualTo(new Reply(0, "revoked alice-03a107bf-ff8d98.mesh.example.com.\n", ""));
        assertThat(run("tsig list").out()).contains("inactive");
        assertThat(run("tsig revoke alice@example.com").exit()).isEqualTo(1);
        assertThat(run("tsig revoke not-a@subject").exit()).isEqualTo(2);
    }

    @Test
    void a_rotated_key_keeps_its_name_and_loses_its_old_secret() throws IOException {
        run("tsig issue alice@example.com --expires 90d --spk " + SPK);
        String name = "alice-03a107bf-ff8d98.mesh.example.com.";
        String before = storedSecret(name);
        JsonNode json = json(run("tsig rotate alice@example.com --json"));
        assertThat(json.get("tsig_key_name").asText()).isEqualTo(name);
        assertThat(json.get("tsig_secret_hex").asText()).isEqualTo(storedSecret(name)).isNotEqualTo(before);
        assertThat(json.get("expires_at").asLong()).isEqualTo(NOON.plus(Duration.ofDays(90)).getEpochSecond());
        assertThat(run("tsig rotate " + name + " --expires 1d --key-file").out()).startsWith("key \"" + name + "\" {");
        assertThat(run("tsig list").out()).contains("2026-11-26T12:00:00Z");
        assertThat(run("audit tail --event tsig_issued --json").out().split("tsig_issued")).hasSize(4);
        assertThat(json(run("tsig revoke " + name + " --json")).get("tsig_keys").get(0).asText()).isEqualTo(name);
        assertThat(run("tsig rotate alice@example.com")).isEqualTo(new Reply(1, "", "dnsmesh-node admin: no active key to rotate for alice@example.com\n"));
        run("tsig issue bob@example.com");
        run("tsig issue bob@example.com");
        assertThat(run("tsig rotate bob@example.com").exit()).isEqualTo(2);
        assertThat(run("tsig rotate not-a@subject").exit()).isEqualTo(2);
    }

    @Test
    void what_ended_is_told_as_json_too() throws IOException {
        run("token issue carol@example.com");
        assertThat(json(run("token revoke carol@example.com --json")).get("token_hashes")).hasSize(1);
        run("tsig issue alice@example.com --spk " + SPK);
        JsonNode released = json(run("owner release alice@example.com --json"));
        assertThat(released.get("subject").asText()).isEqualTo("alice@example.com");
        assertThat(released.get("tsig_keys_revoked").asInt()).isEqualTo(1);
        assertThat(released.get("names").toString()).contains("\"alice@example.com\"");
    }

    @Test
    void what_another_key_holds_is_refused_until_it_is_released() {
        run("tsig issue alice@example.com --spk " + SPK);
        Reply refused = run("tsig issue alice@example.com --spk " + X25519);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("dnsmesh-node admin: alice@example.com is held by another key; see owner list, owner release\n");
        assertThat(run("owner list").out()).contains("NAME").contains("03a107bff3ce10be").contains("held");
        assertThat(run("owner release alice@example.com").out()).startsWith("released alice@example.com: ");
        assertThat(run("owner release alice@example.com").exit()).isEqualTo(1);
        assertThat(run("tsig issue alice@example.com --spk " + X25519).exit()).isZero();
    }

    @Test
    void a_node_without_a_zone_says_so() {
        zone = Optional.empty();
        assertThat(run("tsig issue alice@example.com")).isEqualTo(
                new Reply(1, "", "dnsmesh-node admin: this node serves no zone: set DMP_SERVED_ZONE or DMP_DOMAIN\n"));
    }

    @Test
    void tokens_live_their_life() throws IOException {
        JsonNode issued = json(run("token issue alice@example.com --rate 2.5 --burst 7 --expires 1h --with-prekey-scope " + X25519 + " --json"));
        UserToken token = UserToken.parse(issued.get("token").asText()).orElseThrow();
        assertThat(issued.toString()).isEqualTo("{\"token\":\"" + token.reveal() + "\",\"subject\":\"alice@example.com\","
                + "\"subject_hash12\":\"" + issued.get("subject_hash12").asText() + "\",\"expires_at\":" + (NOON.getEpochSecond() + 3600)
                + ",\"rate_per_sec\":2.5,\"rate_burst\":7}");
        assertThat(storage.tokens().find(token.hash()).orElseThrow().issuer().text()).isEqualTo("admin:root");
        String prefix = token.hash().hex().substring(0, 16);
        assertThat(run("token list").out()).contains(prefix).contains("live").doesNotContain(token.reveal());
        time.advance(Duration.ofHours(1));
        assertThat(run("token list").out()).contains("inactive");
        assertThat(run("token rotate alice@example.com").out()).contains("revoked with it: 1").contains("\ndmp_v1_");
        assertThat(json(run("token list --json"))).hasSize(1);
        assertThat(json(run("token list --json --include-revoked"))).hasSize(2);
        assertThat(run("token revoke " + prefix).exit()).isEqualTo(1);
        assertThat(run("token revoke alice@example.com").out()).isEqualTo("revoked 1 token\n");
    }

    @Test
    void a_token_is_revoked_by_a_prefix_of_its_hash_and_all_by_the_subject() {
        run("token issue alice@example.com");
        String hash = storage.tokens().list(Optional.empty()).getFirst().hash().hex();
        assertThat(run("token revoke " + hash.substring(0, 7)).exit()).isEqualTo(2);
        assertThat(run("token revoke " + hash.substring(0, 8).toUpperCase(Locale.ROOT)).out()).isEqualTo("revoked 1 token\n");
        run("token issue bob@example.com --no-hold");
        run("tsig issue bob@example.com");
        assertThat(run("token revoke bob@example.com --all").out()).isEqualTo("revoked 1 token and 1 TSIG key\n");
    }

    @Test
    void the_audit_tells_rows_and_counters() throws IOException {
        assertThat(run("audit tail").out()).isEqualTo("(no audit rows)\n");
        run("token issue alice@example.com --note x");
        storage.audit().count(AuditEvent.USED, NOON, 5);
        JsonNode rows = json(run("audit tail --json"));
        assertThat(rows).hasSize(2);
        assertThat(json(run("audit tail --json --event used")).toString()).isEqualTo("[{\"ts\":" + NOON.getEpochSecond()
                + ",\"event\":\"used\",\"token_hash\":null,\"subject\":null,\"remote_addr\":null,\"detail\":\"count=5\"}]");
        assertThat(run("audit tail --limit 1").out().lines()).hasSize(2);
        assertThat(run("audit tail --event issued").out()).contains("alice@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "tsig", "tsig issue", "tsig issue alice", "tsig issue a..b@example.com",
        "tsig issue alice@example.com --spk 00", "tsig issue alice@example.com --expires 5y", "tsig issue alice@example.com --x25519 xx",
        "tsig issue alice@example.com --suffix a.elsewhere.example", "tsig issue alice@example.com --suffix a..b",
        "tsig issue alice@example.com --expires 0", "tsig issue a@b.c d", "tsig revoke", "token revoke",
        "token issue alice@example.com --rate fast", "token issue alice@example.com --burst 1.5", "token issue alice@example.com --rate NaN",
        "token rotate alice@example.com --expires 5y", "token revoke abc", "token revoke 00000000 --all", "owner release", "owner release x",
        "audit tail --event nothing", "audit tail --limit 0", "audit tail --limit x", "tsig issue alice@example.com --expires 1D",
        "tsig issue alice@example.com --expires -1", "tsig issue alice@example.com --expires 99999999999w"})
    void bad_input_is_one_line_and_changes_nothing(String line) {
        run("token issue alice@example.com");
        int rows = storage.audit().tail(Optional.empty(), 100).size();
        Reply reply = run(line);
        assertThat(reply.exit()).as(reply.err()).isEqualTo(2);
        assertThat(reply.out()).isEmpty();
        assertThat(reply.err()).startsWith("dnsmesh-node admin: ").matches("[^\n]+\n");
        assertThat(storage.audit().tail(Optional.empty(), 100)).hasSize(rows);
    }

    @Test
    void an_empty_target_revokes_nothing() {
        run("token issue alice@example.com");
        assertThat(commands.run(new Command(List.of("token", "revoke", ""), "root")).exit()).isEqualTo(2);
        assertThat(commands.run(new Command(List.of("tsig", "revoke", ""), "root")).exit()).isEqualTo(2);
    }

    @Test
    void help_and_bad_input_open_no_storage() {
        List<String> opened = new ArrayList<>();
        AdminCommands lazy = new AdminCommands(() -> {
            opened.add("opened");
            throw new StorageCorrupt("the store was written by a newer version (9)");
        }, time);
        assertThat(lazy.run(new Command(List.of("--help"), "x")).out()).contains("tsig").contains("owner").contains("token").contains("audit");
        assertThat(lazy.run(new Command(List.of(), "x"))).isEqualTo(new Reply(2, "", "dnsmesh-node admin: Missing required subcommand\n"));
        assertThat(lazy.run(new Command(List.of("tsig", "issue", "--help"), "x")).out()).contains("--zone-wide");
        assertThat(lazy.run(new Command(List.of("tsig", "issue", "bad"), "x")).exit()).isEqualTo(2);
        assertThat(opened).isEmpty();
        assertThat(lazy.run(new Command(List.of("tsig", "list"), "x")))
                .isEqualTo(new Reply(1, "", "dnsmesh-node admin: the store was written by a newer version (9)\n"));
    }

    @Test
    void durations_are_read_as_documented() {
        assertThat(ArgumentTypes.duration(" 90d ")).contains(Duration.ofDays(90));
        assertThat(ArgumentTypes.duration("45")).contains(Duration.ofSeconds(45));
        assertThat(ArgumentTypes.duration("2w")).contains(Duration.ofDays(14));
        assertThat(ArgumentTypes.duration("3m")).contains(Duration.ofMinutes(3));
        for (String bad : new String[] {"", " ", "d", "1 d", "1D", "-1", "+1", "1.5h", "٣", "1y", "36501d", "0", "0d"}) {
            assertThat(ArgumentTypes.duration(bad)).as(bad).isEmpty();
        }
    }

    private Reply run(String line) {
        return commands.run(new Command(List.of(line.split(" ")), "root"));
    }

    private static JsonNode json(Reply reply) throws IOException {
        assertThat(reply.err()).isEmpty();
        return new ObjectMapper().readTree(reply.out());
    }

    private String storedSecret(String name) {
        return storage.tsigKeys().find(new TsigKeyName(name)).orElseThrow().secret().use(octets -> HexFormat.of().formatHex(octets));
    }

    private AdminPorts ports() {
        MintingRules rules = new MintingRules(zone, ScopeMode.DEFAULT, Duration.ofDays(180));
        return new AdminPorts(new AdministerTsigKeysUseCase(storage.tsigKeys(), () -> rules, random, time),
                new AdministerTokensUseCase(storage.tokens(), () -> rules, random, time),
                new AdministerOwnersUseCase(storage.ownership(), () -> rules, time), new ReadAuditUseCase(storage.audit()),
                new AdministerRecordsUseCase(storage.records(), time), new ReadStatisticsUseCase(storage.records(), storage.tsigKeys(),
                        storage.tokens(), storage.ownership(), storage.watermarks(), time));
    }
}
