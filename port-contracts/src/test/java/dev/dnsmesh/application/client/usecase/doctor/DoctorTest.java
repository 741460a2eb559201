package dev.dnsmesh.application.client.usecase.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.in.CheckSetup.Level;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.out.NodeProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe.Answer;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.ClientSettings.Readers;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.client.zone.WriterChoice;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final NodeProbe NOBODY = (host, port, limit) -> Optional.empty();

    private final ClientWorld world = ClientWorld.ofAliceWithKey();

    @Test
    void a_clock_beyond_the_fudge_fails_and_one_that_is_a_little_off_is_told() {
        assertThat(clock(Duration.ofSeconds(3600))).satisfies(check -> {
            assertThat(check.level()).isEqualTo(Level.FAIL);
            assertThat(check.detail()).contains("3600 s behind").contains("set the clock");
        });
        assertThat(clock(Duration.ofSeconds(-3600)).detail()).contains("3600 s ahead");
        assertThat(clock(Duration.ofSeconds(300)).level()).isEqualTo(Level.WARN);
        assertThat(clock(Duration.ofSeconds(301)).level()).isEqualTo(Level.FAIL);
        assertThat(clock(Duration.ofSeconds(-2)).level()).isEqualTo(Level.PASS);
    }

    @Test
    void a_node_that_does_not_tell_the_time_is_not_judged_by_it() {
        assertThat(node(NOBODY, Optional.empty())).noneMatch(check -> check.id().equals("clock"));
    }

    @Test
    void the_local_dns_is_fine_pinned_and_answering_else_told() {
        assertThat(named("local_dns", node(NOBODY, Optional.empty())).level()).isEqualTo(Level.WARN);
        assertThat(named("local_dns", node((host, port, limit) -> port == 53 ? Optional.of("127.0.0.1") : Optional.empty(), Optional.empty()))
                .detail()).contains("127.0.0.1 port 53").contains("--repair");
        world.home.with(withHome(new Home("mesh.local", "http://node.example", Optional.empty(), "", "127.0.0.1", 5353)));
        assertThat(named("local_dns", node(NOBODY, Optional.empty())).level()).isEqualTo(Level.FAIL);
        assertThat(named("local_dns", node((host, port, limit) -> Optional.of(host), Optional.empty())).level()).isEqualTo(Level.PASS);
        world.home.with(withHome(new Home("mesh.local", "", Optional.empty(), "", "", 0)));
        assertThat(node(NOBODY, Optional.empty())).extracting(Check::id).containsExactly("endpoint");
    }

    @Test
    void where_updates_go_is_asked_unless_it_is_the_pinned_place_or_not_gone_to() {
        TsigBlock key = world.settings().tsig().orElseThrow();
        assertThat(named("updates", node(NOBODY, Optional.empty())).detail()).contains(key.server() + " port " + key.port(), "tsig_dns_port", "node_transport");
        assertThat(named("updates", node((host, port, limit) -> Optional.of(host).filter(key.server()::equals), Optional.empty())).level()).isEqualTo(Level.PASS);
        world.home.with(world.settings().withHome(new Home("mesh.local", "http://node.example", Optional.empty(), "", key.server(), key.port())));
        assertThat(world.settings().tsig()).isPresent();
        assertThat(node(NOBODY, Optional.empty())).noneMatch(check -> check.id().equals("updates"));
    }

    @Test
    void resolvers_are_asked_one_by_one_for_the_own_zone() {
        world.home.with(world.settings().withReaders(new Readers(Optional.of("8.8.8.8"), 53, List.of("127.0.0.1", "127.0.0.2"), false)));
        List<Check> checks = new ReaderExamination((resolver, name, limit) -> {
            assertThat(name.text()).isEqualTo("mesh.local");
            return resolver.equals("127.0.0.1") ? new Answer.NoData() : new Answer.Failed("no answer over UDP");
        }, List.of()).of(world.settings());
        assertThat(checks).extracting(Check::id, Check::level).containsExactly(tuple("dns_host", Level.WARN),
                tuple("resolver", Level.PASS), tuple("resolver", Level.FAIL));
        assertThat(checks.getLast().detail()).contains("127.0.0.2", "no answer over UDP", "resolvers discover");
    }

    @Test
    void a_resolver_that_serves_other_zones_is_worth_a_word_where_another_answers_and_a_failure_where_none_does() {
        world.home.with(world.settings().withReaders(new Readers(Optional.empty(), 53, List.of("127.0.0.1", "127.0.0.2"), false)));
        assertThat(new ReaderExamination((resolver, name, limit) -> resolver.equals("127.0.0.2") ? new Answer.NoSuchName() : new Answer.Refused(), List.of())
                .of(world.settings())).extracting(Check::level).containsExactly(Level.WARN, Level.PASS);
        assertThat(new ReaderExamination((resolver, name, limit) -> new Answer.Refused(), List.of()).of(world.settings()))
                .allSatisfy(check -> {
                    assertThat(check.level()).isEqualTo(Level.FAIL);
                    assertThat(check.detail()).contains("refuses names in mesh.local", "resolvers discover");
                });
    }

    @Test
    void resolvers_of_the_command_line_are_asked_instead() {
        assertThat(new ReaderExamination((resolver, name, limit) -> new Answer.Records(), List.of("127.0.0.9")).of(world.settings()))
                .extracting(Check::detail).containsExactly("127.0.0.9 answers");
    }

    @Test
    void an_identity_domain_away_from_the_own_zone_is_told() {
        world.home.with(withHome(new Home("mesh.local", "", Optional.empty(), "elsewhere.example", "", 0)));
        assertThat(named("identity_domain", new ReaderExamination((resolver, name, limit) -> new Answer.Records(), List.of())
                .of(world.settings())).level()).isEqualTo(Level.WARN);
    }

    @Test
    void keys_and_tokens_are_judged_by_what_is_left_of_their_time() {
        assertThat(keys(0)).extracting(Check::id).containsExactly("tsig");
        assertThat(named("tsig_expiry", keys(ClientWorld.NOON.getEpochSecond() + 8 * 86_400)).level()).isEqualTo(Level.PASS);
        assertThat(named("tsig_expiry", keys(ClientWorld.NOON.getEpochSecond() + 6 * 86_400)).level()).isEqualTo(Level.WARN);
        assertThat(named("tsig_expiry", keys(ClientWorld.NOON.getEpochSecond())).level()).isEqualTo(Level.FAIL);
        world.home.save(new SavedToken("node.example", "alice@mesh.local", "dmp_v1_x", Optional.of(ClientWorld.NOON.getEpochSecond() - 1), "", 0));
        assertThat(named("token_expiry", keys(0)).detail()).contains("has expired").contains("dnsmesh register");
    }

    @Test
    void no_tsig_key_is_told_and_a_broken_one_fails() {
        world.home.with(ClientWorld.alice());
        assertThat(named("tsig", keys().of(world.settings())).level()).isEqualTo(Level.WARN);
        var key = ClientWorld.key();
        world.home.with(ClientWorld.alice().withTsig(Optional.of(new TsigBlock(key.keyName(), key.secret(),
                key.algorithm(), "", key.server(), key.port())), 0));
        assertThat(named("tsig", keys().of(world.settings())).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void an_identity_that_nobody_finds_is_told_and_so_is_a_state_that_cannot_be_read() {
        List<Check> checks = identity();
        assertThat(named("identity", checks).detail()).contains("identity publish");
        assertThat(named("prekeys", checks)).isEqualTo(Check.fail("prekeys", "the local state cannot be read: no such luck"));
        world.dns.unreachable(ClientWorld.done(OwnNames.of(world.settings())).identity());
        assertThat(named("identity", identity()).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void repairing_stores_where_the_node_answers_and_nothing_else() {
        ClientSettings before = world.settings();
        var pinned = ClientWorld.done(new RepairLocalDnsUseCase(world.configuration(),
                (host, port, limit) -> port == 5353 ? Optional.of("127.0.0.1") : Optional.empty()).repair());
        assertThat(pinned.server()).isEqualTo("127.0.0.1");
        assertThat(pinned.port()).isEqualTo(5353);
        Home home = world.settings().home();
        assertThat(home.localDnsServer()).isEqualTo("127.0.0.1");
        assertThat(home.localDnsPort()).isEqualTo(5353);
        assertThat(world.settings().withHome(before.home())).isEqualTo(before);
    }

    @Test
    void repairing_fails_where_there_is_no_node() {
        assertThat(ClientWorld.failure(new RepairLocalDnsUseCase(world.configuration(), NOBODY).repair()).exit()).isEqualTo(1);
        world.home.with(withHome(new Home("mesh.local", "", Optional.empty(), "", "", 0)));
        assertThat(ClientWorld.failure(new RepairLocalDnsUseCase(world.configuration(), NOBODY).repair()).code())
                .isEqualTo(ClientErrorCode.BAD_CONFIG);
    }

    @Test
    void every_examination_is_made_and_without_a_configuration_none() {
        var doctor = new CheckSetupUseCase(world.configuration(), List.of(_ -> List.of(Check.pass("a", "x")),
                _ -> List.of(Check.fail("b", "y"), Check.warn("c", "z"))));
        var report = ClientWorld.done(doctor.check());
        assertThat(report.checks()).extracting(Check::id).containsExactly("a", "b", "c");
        assertThat(report.count(Level.FAIL)).isEqualTo(1);
        assertThat(ClientWorld.failure(new CheckSetupUseCase(new ClientWorld().configuration(), List.of()).check()).code())
                .isEqualTo(ClientErrorCode.NO_CONFIG);
    }

    private Check clock(Duration ahead) {
        return named("clock", node(NOBODY, Optional.of(ahead)));
    }

    private List<Check> node(NodeProbe probe, Optional<Duration> ahead) {
        return new NodeExamination(world.node, probe, _ -> ahead).of(world.settings());
    }

    private KeyExamination keys() {
        return new KeyExamination(world.home, new WriterChoice(world.home, world.environment(), world), world);
    }

    private List<Check> keys(long tsigExpiresAt) {
        world.home.with(ClientWorld.alice().withTsig(Optional.of(ClientWorld.key()), tsigExpiresAt));
        return keys().of(world.settings());
    }

    private List<Check> identity() {
        return new IdentityExamination(world.dns, world.crypto, () -> {
            throw new StorageUnavailable("no such luck");
        }, world).of(world.settings());
    }

    private ClientSettings withHome(Home home) {
        return ClientWorld.alice().withHome(home);
    }

    private static Check named(String id, List<Check> checks) {
        return checks.stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow(() -> new AssertionError(id + " in " + checks));
    }
}
