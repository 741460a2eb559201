package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.tsig.TsigCheck;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event loop verifies a TSIG where the key is at hand; only what then must wait is handed over, and verified no second time. */
class TsigOnEventLoopTest {
    private static final String APEX = "mesh.example.com";

    private final Fixture fixture = new Fixture();
    private final RequestHandler loop = fixture.handler();

    private static SignedRequest update() {
        return SignedRequest.of(RawMessage.update(APEX).record(2, RawMessage.name("a." + APEX), RawMessage.TXT, 1, 300, RawMessage.txt("v")));
    }

    private int onLoop(byte[] request) {
        return loop.handle(request, request.length, Fixture.SOMEBODY, Transport.DATAGRAM, false);
    }

    private Response answerOnLoop(byte[] request) {
        int length = onLoop(request);
        return Response.of(Optional.of(Arrays.copyOf(loop.response(), length)));
    }

    @ParameterizedTest
    @CsvSource({"17, nobody.example, false, 1700000000, 32", "16, , true, 1700000000, 32", "18, , false, 5, 32", "22, , false, 1700000000, 16"})
    void what_does_not_verify_is_answered_at_once(int error, String name, boolean damaged, long time, int macLength) {
        fixture.keys.atHand();
        SignedRequest request = update().time(time).macLength(macLength).key(name == null ? Keys.ALICE : name);
        byte[] octets = (damaged ? request.badMac() : request).bytes();
        Response response = answerOnLoop(octets);
        assertThat(response.tsig().orElseThrow().getError()).isEqualTo(error);
        assertThat(response.octets()).isEqualTo(fixture.udp(octets).orElseThrow());
    }

    @Test
    void a_signed_question_is_answered_at_once() {
        fixture.keys.atHand();
        fixture.zone.with("a." + APEX, "v", 60);
        byte[] request = SignedRequest.of(RawMessage.query("a." + APEX, RawMessage.TXT)).bytes();
        assertThat(Arrays.copyOf(loop.response(), onLoop(request))).isEqualTo(fixture.udp(request).orElseThrow());
    }

    @Test
    void a_genuine_update_is_handed_over_with_what_is_known_of_it() {
        fixture.keys.atHand();
        byte[] request = update().bytes();
        assertThat(onLoop(request)).isEqualTo(RequestHandler.BLOCKS);
        TsigCheck told = loop.told();
        assertThat(told).isInstanceOf(TsigCheck.Genuine.class);
        assertThat(fixture.applied).isEmpty();

        fixture.keys.unavailable();
        RequestHandler worker = fixture.handler();
        assertThat(worker.resume(request, Fixture.SOMEBODY, Transport.DATAGRAM, told)).isPositive();
        assertThat(fixture.applied).hasSize(1);
    }

    @Test
    void who_cannot_tell_hands_over() {
        assertThat(onLoop(update().badMac().bytes())).as("a store that must be waited for").isEqualTo(RequestHandler.BLOCKS);
        assertThat(loop.told()).isEqualTo(RequestHandler.UNTOLD);
        fixture.keys.unavailable();
        byte[] request = update().bytes();
        Response response = answerOnLoop(request);
        assertThat(response.rcode()).as("a store that is gone").isEqualTo(2);
    }

    @Test
    void what_the_last_request_was_told_says_nothing_about_the_next() {
        fixture.keys.atHand();
        assertThat(onLoop(update().bytes())).isEqualTo(RequestHandler.BLOCKS);
        byte[] forged = update().badMac().bytes();
        assertThat(answerOnLoop(forged).tsig().orElseThrow().getError()).isEqualTo(16);
    }
}
