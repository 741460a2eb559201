package dev.dnsmesh.adapters.cli.admin;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dnsmesh.application.port.in.RunAdminCommand.Command;
import dev.dnsmesh.application.port.in.RunAdminCommand.Reply;
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
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordCommandsTest {
    private static final OwnerName SLOT = new OwnerName("slot-3.mb-0123456789ab.example.org");
    private static final OwnerName ID = new OwnerName("id-0123456789ab.example.org");
    private static final String HASH = TxtValue.of("one").hash().hex();

    private final ManualTime time = new ManualTime(NOON);
    private final SeededRandom random = new SeededRandom(1);
    private final InMemoryStorage storage = new InMemoryStorage(time, random);
    private final AdminCommands commands = new AdminCommands(this::ports, time);

    @Test
    void records_are_listed_by_name_with_the_life_that_is_left() throws IOException {
        assertThat(run("record", "list").out()).isEqualTo("(no records)\n");
        storage.records().commit(batch(add(SLOT, "one", 60), add(ID, "x".repeat(100), 90)));
        assertThat(run("record", "list").out()).isEqualTo("""
                NAME                                LEFT  STORED                HASH              VALUE
                id-0123456789ab.example.org         90s   2026-03-01T12:00:00Z  %s  %s... (100 octets)
                slot-3.mb-0123456789ab.example.org  60s   2026-03-01T12:00:00Z  %s  one
                """.formatted(TxtValue.of("x".repeat(100)).hash().hex().substring(0, 16), "x".repeat(60), HASH.substring(0, 16)));
        JsonNode json = json(run("record", "list", "--below", "MB-0123456789ab.example.org.", "--json"));
        assertThat(json).hasSize(1);
        assertThat(json.get(0).get("name").asText()).isEqualTo(SLOT.text());
        assertThat(json.get(0).get("value").asText()).isEqualTo("one");
        assertThat(json.get(0).get("remaining").asLong()).isEqualTo(60);
        assertThat(json(run("record", "list", "--limit", "1", "--json"))).hasSize(1);
        assertThat(json(run("record", "list", "--after", ID.text(), "--json")).get(0).get("hash").asText()).isEqualTo(HASH);
        assertThat(run("record", "list", "--limit", "0").exit()).isEqualTo(2);
        assertThat(run("record", "list", "--below", "a b").err())
                .isEqualTo("dnsmesh-node admin: Invalid value for option '--below': 'a b': a name has labels of letters, digits, - and _\n");
    }

    @Test
    void one_name_is_shown_whole_and_harmless_to_a_terminal() throws IOException {
        storage.records().commit(batch(add(SLOT, "y".repeat(100)), add(SLOT, "\u001b[2Jclear"),
                new Change.Add(SLOT, new TxtValue(Octets.of((byte) 0xff, (byte) 0xfe)), new TimeToLive(60), Change.WhenFull.REFUSE)));
        Reply shown = run("record", "show", SLOT.text());
        assertThat(shown.out()).contains("y".repeat(100)).contains("?[2Jclear").contains("0xfffe").doesNotContain("\u001b");
        JsonNode json = json(run("record", "show", SLOT.text(), "--json"));
        assertThat(json.findValuesAsText("value_hex")).contains("fffe");
        assertThat(run("record", "show", ID.text())).isEqualTo(new Reply(1, "", "dnsmesh-node admin: no record at " + ID + "\n"));
    }

    @Test
    void exactly_what_was_meant_is_deleted() throws IOException {
        storage.records().commit(batch(add(SLOT, "one"), add(SLOT, "two"), add(SLOT, "three"), add(ID, "four")));
        assertThat(run("record", "delete", SLOT.text()).exit()).isEqualTo(2);
        assertThat(run("record", "delete", SLOT.text(), "--all", "--value", "one").exit()).isEqualTo(2);
        assertThat(run("record", "delete", SLOT.text(), "--hash", "abc").exit()).isEqualTo(2);
        assertThat(run("record", "delete", SLOT.text(), "--value", "none").exit()).isEqualTo(1);
        assertThat(run("record", "delete", SLOT.text(), "--hash", "0".repeat(16)).exit()).isEqualTo(1);
        assertThat(storage.records().count()).isEqualTo(4);
        assertThat(run("record", "delete", SLOT.text(), "--value", "two")).isEqualTo(new Reply(0, "deleted 1 record at " + SLOT + "\n", ""));
        assertThat(json(run("record", "delete", SLOT.text(), "--hash", HASH.substring(0, 8), "--json")).get("deleted").asInt()).isEqualTo(1);
        assertThat(run("record", "show", SLOT.text()).out()).contains("three").doesNotContain("one");
        assertThat(run("record", "delete", SLOT.text(), "--all").out()).isEqualTo("deleted 1 record at " + SLOT + "\n");
        assertThat(run("record", "delete", SLOT.text(), "--all").exit()).isEqualTo(1);
        assertThat(storage.records().count()).isEqualTo(1);
    }

    @Test
    void stats_count_what_is_there() throws IOException {
        assertThat(run("stats").out()).contains("records     0 (0 claims)\n").contains("last write  never\n");
        run("token", "issue", "alice@example.org");
        run("tsig", "issue", "bob@example.org");
        run("tsig", "revoke", "bob@example.org");
        storage.records().commit(batch(add(SLOT, "one")));
        assertThat(run("stats").out()).isEqualTo("""
                records     1 (0 claims)
                TSIG keys   0 active of 1
                tokens      1 live of 1
                names       3 held of 3
                peers       0
                last write  2026-03-01T12:00:00Z
                instance    %s
                """.formatted(storage.records().instance().hex()));
        JsonNode json = json(run("stats", "--json"));
        assertThat(json.get("records").asInt()).isEqualTo(1);
        assertThat(json.get("tsig_keys").asInt()).isEqualTo(1);
        assertThat(json.get("last_stored_ts").asLong()).isEqualTo(NOON.toEpochMilli());
    }

    private Reply run(String... words) {
        return commands.run(new Command(List.of(words), "root"));
    }

    private static JsonNode json(Reply reply) throws IOException {
        assertThat(reply.err()).isEmpty();
        return new ObjectMapper().readTree(reply.out());
    }

    private AdminPorts ports() {
        MintingRules rules = new MintingRules(Optional.of(new OwnerName("example.org")), ScopeMode.DEFAULT, Duration.ofDays(180));
        return new AdminPorts(new AdministerTsigKeysUseCase(storage.tsigKeys(), () -> rules, random, time),
                new AdministerTokensUseCase(storage.tokens(), () -> rules, random, time),
                new AdministerOwnersUseCase(storage.ownership(), () -> rules, time), new ReadAuditUseCase(storage.audit()),
                new AdministerRecordsUseCase(storage.records(), time), new ReadStatisticsUseCase(storage.records(), storage.tsigKeys(),
                        storage.tokens(), storage.ownership(), storage.watermarks(), time));
    }
}
