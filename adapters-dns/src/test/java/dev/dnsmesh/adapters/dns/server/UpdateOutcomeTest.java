package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.dnsmesh.adapters.dns.update.UnsignedClaim;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Rcode;

/** How outcomes of the use case are answered, counted and told (dns.md 5.7, 10.3, 10.6, 10.15, registration.md W10). */
@Isolated("the log of all that the process answers is read")
class UpdateOutcomeTest {
    private static final String APEX = "mesh.example.com";
    private static final String MAILBOX = "slot-3.mb-0123456789ab." + APEX;

    private final Fixture fixture = new Fixture();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(told);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    private static RawMessage update() {
        return RawMessage.update(APEX).flags(0x0130)
                .record(2, RawMessage.name(MAILBOX), RawMessage.TXT, 1, 300, RawMessage.txt("v=dmp1;t=manifest;"));
    }

    private List<String> lines() {
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void the_zone_is_echoed_and_the_z_bits_are_zero() {
        Response response = Response.of(fixture.udp(update().bytes()));
        assertThat(response.flags()).isEqualTo(0xa800);
        assertThat(response.message().getQuestion().getName()).hasToString(APEX + ".");
        assertThat(response.octets()).hasSize(12 + APEX.length() + 2 + 4);
    }

    @Test
    void a_remembered_answer_is_given_again_with_the_id_of_the_copy() {
        fixture.outcome = any -> new ApplyUpdate.Outcome.Remembered(dev.dnsmesh.domain.dns.Rcode.YXRRSET);
        Response response = Response.of(fixture.udp(SignedRequest.of(update()).bytes()));
        assertThat(response.rcode()).isEqualTo(Rcode.YXRRSET);
        assertThat(response.tsig()).isPresent();
        assertThat(fixture.outcomes("replayed")).isEqualTo(1);
        assertThat(fixture.outcomes("yxrrset")).isZero();
    }

    @Test
    void a_copy_of_an_update_in_progress_is_not_answered() {
        fixture.outcome = any -> new ApplyUpdate.Outcome.InProgress();
        assertThat(fixture.udp(SignedRequest.of(update()).bytes())).isEmpty();
        assertThat(fixture.outcomes("replayed")).isEqualTo(1);
    }

    @Test
    void who_shall_prove_his_address_is_told_to_come_over_tcp() {
        fixture.outcome = any -> new ApplyUpdate.Outcome.ComeBackOverTcp();
        Response response = Response.of(fixture.udp(update().bytes()));
        assertThat(response.flags()).isEqualTo(0xaa00);
        assertThat(response.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(response.message().getQuestion()).isNotNull();
    }

    @Test
    void claims_that_an_unproven_source_cannot_pay_for_are_told_to_come_over_tcp_before_they_are_decoded() {
        fixture.payable = 5;
        assertThat(Response.of(fixture.udp(claims(5))).flags()).isEqualTo(0xa800);
        assertThat(Response.of(fixture.udp(claims(6))).flags()).isEqualTo(0xaa00);
        assertThat(Response.of(fixture.tcp(claims(6))).flags()).isEqualTo(0xa800);
        assertThat(fixture.applied).extracting(update -> update.updates().size()).containsExactly(5, 6);
    }

    private static byte[] claims(int count) {
        RawMessage message = RawMessage.update(APEX);
        long now = Fixture.NOW.getEpochSecond();
        for (int i = 0; i < count; i++) {
            message.record(2, RawMessage.name("claim-" + i + ".mb-0123456789ab." + APEX), RawMessage.TXT, 1, 300,
                    RawMessage.txt(UnsignedClaim.text(i, now, now + 60)));
        }
        return message.bytes();
    }

    @Test
    void no_answer_to_an_update_has_rd_set() {
        byte[] request = update().flags(0x0100).opt(1232, 1, 0, new byte[0]).bytes();
        assertThat(Response.of(fixture.udp(request)).flags()).isEqualTo(0xa800);
    }

    @Test
    void a_refusal_is_told_with_key_and_rule_and_no_more_of_the_owner_than_the_use_case_lets_on() {
        fixture.outcome = any -> new ApplyUpdate.Outcome.Denied(dev.dnsmesh.domain.dns.Rcode.REFUSED, "scope", Optional.of("slot-*"));
        fixture.udp(SignedRequest.of(update()).bytes());
        fixture.outcome = any -> new ApplyUpdate.Outcome.Denied(dev.dnsmesh.domain.dns.Rcode.NOTAUTH, "zone");
        fixture.udp(update().bytes());
        assertThat(lines()).containsExactly("update refused: rcode=REFUSED rule=scope key=" + Keys.ALICE + " owner=slot-*",
                "update refused: rcode=NOTAUTH rule=zone key=(unsigned) owner=-");
    }

    @Test
    void a_failed_authentication_is_told_with_its_kind() {
        fixture.udp(SignedRequest.of(update()).badMac().bytes());
        fixture.udp(SignedRequest.of(update()).key("no body").bytes());
        assertThat(lines()).containsExactly("request not authenticated: error=BADSIG key=" + Keys.ALICE,
                "request not authenticated: error=BADKEY key=(not a key name)");
    }

    @Test
    void strangers_cannot_fill_the_log() {
        RequestHandler handler = fixture.handler();
        byte[] request = SignedRequest.of(update()).badMac().bytes();
        for (int i = 0; i < 1_000; i++) {
            Fixture.handled(handler, request, ApplyUpdate.Transport.DATAGRAM);
        }
        assertThat(lines()).hasSize(20);
        fixture.time.advance(Duration.ofSeconds(10));
        Fixture.handled(handler, request, ApplyUpdate.Transport.DATAGRAM);
        assertThat(lines()).hasSize(22).element(20).isEqualTo("980 more lines about refused requests left out");
    }

    @Test
    void a_response_is_never_given_for_a_request_that_was_not_verified_as_if_it_was() {
        fixture.outcome = any -> new ApplyUpdate.Outcome.Applied();
        for (byte[] request : new byte[][] {SignedRequest.of(update()).badMac().bytes(),
                SignedRequest.of(update()).key("nobody").bytes(), update().bytes()}) {
            Response.of(fixture.udp(request)).tsig().ifPresent(tsig -> assertThat(tsig.getSignature()).isEmpty());
        }
    }
}
