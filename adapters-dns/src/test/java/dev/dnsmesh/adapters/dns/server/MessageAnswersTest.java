package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.limit.ResponseRates;
import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.port.in.AnswerMessage.Outcome;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.octets.Octets;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that other transports have carried, such as DNS over HTTPS. */
@Timeout(60)
class MessageAnswersTest {
    private static final String APEX = "mesh.example.com";
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final TcpTimeouts TIMEOUTS = new TcpTimeouts(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT);

    private final Fixture fixture = new Fixture();
    private final Vertx vertx = Vertx.vertx();
    private DnsServer server;
    private AnswerMessage messages;

    private void start() {
        start(fixture.updates());
    }

    private void start(UpdateService updates) {
        server = new DnsServer(vertx, () -> fixture.zone, fixture.zone, updates, fixture.guards(), fixture.time, fixture.meter);
        messages = server.messages();
        server.start(fixture.settings, Optional.empty(), TIMEOUTS);
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ofSeconds(5));
        vertx.close().await();
    }

    private Outcome answer(RawMessage message) {
        return messages.answer(Octets.of(message.bytes()), Fixture.SOMEBODY);
    }

    private Outcome answer(SignedRequest message) {
        return messages.answer(Octets.of(message.bytes()), Fixture.SOMEBODY);
    }

    private static Outcome.Answered answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return (Outcome.Answered) outcome;
    }

    @Test
    void an_answer_is_as_fresh_as_its_shortest_ttl() {
        fixture.zone.with("a." + APEX, "one", 60).with("b." + APEX, "two", 7);
        start();
        assertThat(answered(answer(RawMessage.query("a." + APEX, RawMessage.TXT))).freshSeconds()).isEqualTo(60);
        assertThat(answered(answer(RawMessage.query("b." + APEX, RawMessage.TXT))).freshSeconds()).isEqualTo(7);
    }

    @Test
    void that_there_is_nothing_is_as_fresh_as_the_soa_says() {
        start();
        Outcome.Answered nothing = answered(answer(RawMessage.query("a." + APEX, RawMessage.TXT)));
        assertThat(Response.of(Optional.of(nothing.message().toArray())).rcode()).isEqualTo(3);
        assertThat(nothing.freshSeconds()).isEqualTo(FakeZone.NEGATIVE_TTL);
    }

    @Test
    void refusals_and_answers_to_updates_are_not_kept() {
        start();
        assertThat(answered(answer(RawMessage.query("elsewhere.example", RawMessage.TXT))).freshSeconds()).isZero();
        assertThat(answered(answer(SignedRequest.of(RawMessage.update(APEX)))).freshSeconds()).isZero();
    }

    @Test
    void a_signed_update_is_applied_and_its_answer_signed() {
        start();
        Outcome.Answered applied = answered(answer(SignedRequest.of(RawMessage.update(APEX))));
        Response response = Response.of(Optional.of(applied.message().toArray()));
        assertThat(response.rcode()).isZero();
        assertThat(response.message().getTSIG()).isNotNull();
        assertThat(fixture.applied).singleElement().satisfies(request -> {
            assertThat(request.transport()).isEqualTo(ApplyUpdate.Transport.STREAM);
            assertThat(request.source()).isEqualTo(Fixture.SOMEBODY);
        });
    }

    @Test
    void answers_are_never_cut_and_never_rate_limited() {
        for (int i = 0; i < 30; i++) {
            fixture.zone.with("a." + APEX, "x".repeat(1000) + i, 60);
        }
        fixture.rates = new ResponseRates(true, 1, 1, 1, 1, List.of());
        start();
        for (int i = 0; i < 20; i++) {
            Response response = Response.of(Optional.of(answered(answer(RawMessage.query("a." + APEX, RawMessage.TXT))).message().toArray()));
            assertThat(response.isTruncated()).isFalse();
            assertThat(response.answers()).hasSize(30);
        }
    }

    @Test
    void what_is_no_request_is_told_apart_from_a_request_that_is_wrong() {
        start();
        assertThat(messages.answer(Octets.EMPTY, Fixture.SOMEBODY)).isEqualTo(new Outcome.Unreadable());
        assertThat(messages.answer(Octets.of(new byte[11]), Fixture.SOMEBODY)).isEqualTo(new Outcome.Unreadable());
        assertThat(answer(RawMessage.query(APEX, 6).flags(0x8000))).isEqualTo(new Outcome.Unreadable());
        assertThat(messages.answer(Octets.of(new byte[Wire.MAX_MESSAGE + 1]), Fixture.SOMEBODY)).isEqualTo(new Outcome.Unreadable());
        byte[] trailing = new byte[40];
        assertThat(Response.of(Optional.of(answered(messages.answer(Octets.of(trailing), Fixture.SOMEBODY)).message().toArray())).rcode()).isEqualTo(1);
    }

    @Test
    void a_source_has_the_bucket_that_it_has_over_tcp() {
        fixture.sources = new Rate(0.001, 2);
        start();
        answer(RawMessage.query(APEX, 6));
        answer(RawMessage.query(APEX, 6));
        assertThat(answer(RawMessage.query(APEX, 6))).isEqualTo(new Outcome.Limited());
        assertThat(fixture.outcomes("rate_limited")).isEqualTo(1);
    }

    @Test
    void who_finds_nobody_free_is_told_so_after_a_while_and_served_when_somebody_is() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        fixture.settings = Settings.withConcurrency(fixture.settings, 1);
        start(new UpdateService.Open(request -> {
            begun.countDown();
            try {
                free.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new ApplyUpdate.Outcome.Applied();
        }, fixture.keys));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> slow = threads.submit(() -> answer(SignedRequest.of(RawMessage.update(APEX))));
            begun.await();
            assertThat(answer(RawMessage.query(APEX, 6))).isEqualTo(new Outcome.Overloaded());
            assertThat(fixture.outcomes("overloaded")).isEqualTo(1);
            free.countDown();
            answered(slow.get());
            answered(answer(RawMessage.query(APEX, 6)));
        }
    }

    @Test
    void a_server_that_does_not_run_answers_nothing() {
        start();
        server.stop(Duration.ofSeconds(5));
        assertThat(answer(RawMessage.query(APEX, 6))).isEqualTo(new Outcome.Overloaded());
    }
}
