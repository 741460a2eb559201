package dev.dnsmesh.application.client.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZoneWriterTest {
    private static Change add(String owner, String value) {
        return new Change.Add(new OwnerName(owner), TxtValue.of(value), new TimeToLive(60), Change.WhenFull.REFUSE);
    }

    private static ClientFailure failure(Written written) {
        return ((Written.Failed) written).failure();
    }

    private static ClientFailure refusal(Sent answer) {
        var world = ClientWorld.ofAliceWithKey();
        world.dns.answering(answer);
        return failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "v"))));
    }

    private static Sent refused(Rcode rcode, boolean authentic) {
        return new Sent.Refused(rcode, Optional.empty(), authentic, Optional.empty(), 0);
    }

    @Test
    void with_a_tsig_key_everything_goes_out_in_one_update() {
        var world = ClientWorld.ofAliceWithKey();

        Written written = world.writer().write(world.settings(), List.of(add("a.mesh.local", "1"), add("b.mesh.local", "2")));

        assertThat(written).isInstanceOf(Written.Done.class);
        assertThat(world.dns.updates()).singleElement().satisfies(update -> {
            assertThat(update.target()).isEqualTo(new Target("node.example", 5353));
            assertThat(update.zone()).isEqualTo(new OwnerName("mesh.local"));
            assertThat(update.key()).isPresent();
        });
        assertThat(world.node.calls()).isZero();
    }

    @Test
    void without_a_server_updates_go_to_the_host_of_the_endpoint() {
        var world = ClientWorld.ofAlice();
        var key = ClientWorld.key();
        world.home.with(ClientWorld.alice().withTsig(Optional.of(
                new TsigBlock(key.keyName(), key.secret(), key.algorithm(), key.zone(), "", 53)), 0));

        world.writer().write(world.settings(), List.of(add("a.mesh.local", "1")));

        assertThat(world.dns.updates().getFirst().target()).isEqualTo(new Target("node.example", 53));
    }

    /** Defect 15 of client.md 18. */
    @Test
    void a_refusal_shows_the_rcode_and_what_it_means() {
        assertThat(refusal(refused(Rcode.REFUSED, true)).message()).contains("REFUSED").contains("scope");
        assertThat(refusal(refused(Rcode.NOTZONE, true)).message()).contains("NOTZONE").contains("tsig_zone");
        assertThat(refusal(refused(Rcode.NOTAUTH, false)).message()).contains("NOTAUTH").contains("tsig register");
        assertThat(refusal(refused(Rcode.NOTAUTH, true)).message()).contains("does not serve the zone");
        assertThat(refusal(refused(Rcode.REFUSED, true)).detail()).containsEntry("rcode", "REFUSED");
        assertThat(refusal(refused(Rcode.REFUSED, true)).exit()).isEqualTo(2);
    }

    /** Defect 15 of client.md 18. */
    @Test
    void a_clock_an_hour_off_is_told_with_the_difference() {
        var failure = refusal(new Sent.Refused(Rcode.NOTAUTH, Optional.of("BADTIME"), true, Optional.of(Duration.ofHours(1)), 0));

        assertThat(failure.message()).contains("3600 s behind").contains("set the clock");
        assertThat(failure.detail()).containsEntry("clock_skew_seconds", 3600L);
    }

    @Test
    void an_expired_key_is_named_as_the_reason() {
        var world = ClientWorld.ofAlice();
        world.home.with(ClientWorld.alice().withTsig(Optional.of(ClientWorld.key()), ClientWorld.NOON.getEpochSecond() - 1));
        world.dns.answering(refused(Rcode.NOTAUTH, false));

        var failure = failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "v"))));

        assertThat(failure.message()).startsWith("the TSIG key expired on 2026-03-01T11:59:59Z");
    }

    @Test
    void silence_unproven_answers_and_bad_keys_are_told_apart() {
        assertThat(refusal(new Sent.Unreachable("timed out", 0)).code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        assertThat(refusal(new Sent.NotAuthentic(0)).code()).isEqualTo(ClientErrorCode.BAD_RESPONSE);
        assertThat(refusal(new Sent.BadKey("no such algorithm")).exit()).isEqualTo(1);
    }

    @Test
    void a_name_outside_the_zone_is_refused_before_anything_is_sent() {
        var world = ClientWorld.ofAliceWithKey();

        var failure = failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "1"), add("a.elsewhere", "2"))));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.BAD_CONFIG);
        assertThat(world.dns.updates()).isEmpty();
    }

    @Test
    void an_unusable_tsig_block_is_a_configuration_error() {
        var world = ClientWorld.ofAlice();
        var key = ClientWorld.key();
        world.home.with(ClientWorld.alice().withTsig(Optional.of(
                new TsigBlock(key.keyName(), key.secret(), key.algorithm(), "", "", 53)), 0));

        var failure = failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "1"))));

        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.message()).contains("tsig_zone");
    }

    @Test
    void without_a_key_records_go_over_http_the_last_one_after_all_others() {
        var world = ClientWorld.ofAlice();
        List<Change> changes = IntStream.range(0, 9).mapToObj(i -> add("a.mesh.local", "v" + i)).toList();

        assertThat(world.writer().write(world.settings(), changes)).isEqualTo(new Written.Done(9, 0, "http"));

        assertThat(world.node.writes()).hasSize(9);
        assertThat(world.node.writes().getLast().value()).isEqualTo(TxtValue.of("v8"));
    }

    /** Defect 22 of client.md 18. */
    @Test
    void dmp_http_token_comes_before_the_configured_and_the_saved_token() {
        var world = ClientWorld.ofAlice();
        world.home.save(new SavedToken("node.example", "alice@mesh.local", "saved", Optional.empty(), "", 0));
        world.writer().write(world.settings(), List.of(add("a.mesh.local", "1")));
        world.variable("DMP_HTTP_TOKEN", "explicit");
        world.writer().write(world.settings(), List.of(add("a.mesh.local", "1")));

        assertThat(world.node.writes()).extracting(w -> w.token().orElse("")).containsExactly("saved", "explicit");
    }

    /** Defect 13 of client.md 18. */
    @Test
    void a_network_error_of_http_is_one_line_and_exit_2() {
        var world = ClientWorld.ofAlice();
        world.node.writing(new Reply.Unreachable<>("connection refused"));

        var failure = failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "1"))));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        assertThat(failure.exit()).isEqualTo(2);
    }

    @Test
    void an_http_status_is_told_with_its_meaning() {
        var world = ClientWorld.ofAlice();
        world.node.writing(new Reply.Status<>(403, "not yours")).writing(new Reply.Status<>(429, ""));

        var forbidden = failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "1"))));
        var limited = failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "1"))));

        assertThat(forbidden.message()).contains("HTTP 403 (not yours)").contains("DMP_HTTP_TOKEN");
        assertThat(forbidden.detail()).containsEntry("status", 403);
        assertThat(limited.code()).isEqualTo(ClientErrorCode.RATE_LIMITED);
    }

    @Test
    void over_http_nothing_is_deleted_where_the_addition_was_refused() {
        var world = ClientWorld.ofAlice();
        world.node.writing(new Reply.Status<>(400, "ttl"));
        var name = new OwnerName("a.mesh.local");

        failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "new"),
                new Change.DeleteValue(name, TxtValue.of("old")), new Change.DeleteValue(name, TxtValue.of("older")))));

        assertThat(world.node.writes()).hasSize(1);
    }

    @Test
    void deleting_what_is_not_there_over_http_is_done() {
        var world = ClientWorld.ofAlice();
        world.node.writing(new Reply.Status<>(404, "no such record"));

        assertThat(world.writer().write(world.settings(),
                List.of(new Change.DeleteValue(new OwnerName("a.mesh.local"), TxtValue.of("v"))))).isInstanceOf(Written.Done.class);
    }

    @Test
    void without_node_and_key_the_words_say_how_to_get_one() {
        var world = ClientWorld.ofAlice();
        var home = ClientWorld.alice().home();
        world.home.with(ClientWorld.alice().withHome(new ClientSettings.Home(home.domain(), "",
                Optional.empty(), "", "", 0)));

        var failure = failure(world.writer().write(world.settings(), List.of(add("a.mesh.local", "1"))));

        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.message()).contains("tsig register");
    }

    @Test
    void where_no_update_gets_through_a_bearer_token_opens_the_record_api() {
        var world = ClientWorld.ofAliceWithKey();
        world.dns.answering(new Sent.Unreachable("port 53: no answer", 0));
        world.variable("DMP_HTTP_TOKEN", "token");

        assertThat(world.writer().write(world.settings(), List.of(add("a.mesh.local", "1")))).isEqualTo(new Written.Done(1, 0, "http"));
        assertThat(world.node.writes()).singleElement().satisfies(write -> assertThat(write.token()).contains("token"));
    }

    @Test
    void a_refusal_is_not_taken_elsewhere_and_without_a_token_there_is_no_elsewhere() {
        var refused = ClientWorld.ofAliceWithKey();
        refused.variable("DMP_HTTP_TOKEN", "token");
        refused.dns.answering(refused(Rcode.REFUSED, true));
        assertThat(failure(refused.writer().write(refused.settings(), List.of(add("a.mesh.local", "1")))).code()).isEqualTo(ClientErrorCode.REFUSED);
        var tokenless = ClientWorld.ofAliceWithKey();
        tokenless.dns.answering(new Sent.Unreachable("port 53: no answer", 0));
        assertThat(failure(tokenless.writer().write(tokenless.settings(), List.of(add("a.mesh.local", "1")))).code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        assertThat(refused.node.calls() + tokenless.node.calls()).isZero();
    }

    @Test
    void a_forced_transport_is_kept_to() {
        var world = ClientWorld.ofAliceWithKey();
        world.variable("DMP_HTTP_TOKEN", "token");
        world.dns.answering(new Sent.Unreachable("port 53: no answer", 0));
        var choice = new WriterChoice(world.home, world.environment(), world, Optional.of(NodeTransport.DNS));
        assertThat(choice.instead(world.settings())).isEmpty();
        var http = new WriterChoice(world.home, world.environment(), world, Optional.of(NodeTransport.HTTP));
        assertThat(ClientWorld.done(http.of(world.settings()))).isInstanceOf(Writer.Http.class);
    }
}
