package dev.dnsmesh.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.HttpServerSettings;
import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Body;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.TrustedProxies;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ListenerTest {
    /** Says what it read, and what it did not read. */
    private static final Routes ECHO = (method, target) -> switch (target) {
        case "/echo" -> Optional.of(request -> Answer.text(200, "text/plain", switch (request.body(Request.USUAL_BODY)) {
            case Body.Complete(var octets) -> "complete " + octets.length();
            case Body.TooLarge() -> "too large";
            case Body.Broken() -> "broken";
            case Body.Late() -> "late";
            case Body.Encoded() -> "encoded";
        }));
        case "/unread" -> Optional.of(request -> Answer.error(401, "unauthorized"));
        case "/fault" -> Optional.of(request -> {
            throw new IllegalStateException("on purpose");
        });
        case "/client" -> Optional.of(request -> Answer.text(200, "text/plain", request.client().getHostAddress()));
        case "/long" -> Optional.of(request -> Answer.text(200, "text/plain", "x".repeat(5000)));
        case "/secret" -> Optional.of(request -> Answer.text(200, "text/plain", "x".repeat(5000)).uncompressed());
        default -> Optional.empty();
    };

    private static Node hasty(Deadlines deadlines, int concurrency, Routes routes) {
        return new Node(new HttpServerSettings("127.0.0.1", 0, concurrency, TrustedProxies.LOOPBACK, deadlines), routes);
    }

    private static Deadlines millis(int head, int body, int idle) {
        return new Deadlines(Duration.ofMillis(head), Duration.ofMillis(body), Duration.ofSeconds(5),
                Duration.ofMillis(idle), Duration.ofMillis(200));
    }

    @Test
    void one_connection_serves_many_requests() {
        try (Node node = new Node(ECHO); Wire wire = new Wire(node.address())) {
            for (int i = 0; i < 3; i++) {
                assertThat(wire.send(Node.request("POST /echo", "x".repeat(i))).read().body()).isEqualTo("complete " + i);
            }
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() {
        try (Node node = new Node(ECHO); Wire wire = new Wire(node.address())) {
            wire.send(Node.request("POST /echo", "one") + Node.request("GET /client", "") + Node.request("POST /echo", "seven77"));
            assertThat(wire.read().body()).isEqualTo("complete 3");
            assertThat(wire.read().body()).isEqualTo("127.0.0.1");
            assertThat(wire.read().body()).isEqualTo("complete 7");
        }
    }

    @Test
    void close_and_http_1_0_are_honoured() {
        try (Node node = new Node(ECHO)) {
            try (Wire wire = new Wire(node.address())) {
                assertThat(wire.send(Node.request("GET /client", "", "Connection: close")).read().status()).isEqualTo(200);
                assertThat(wire.isClosedByServer()).isTrue();
            }
            try (Wire wire = new Wire(node.address())) {
                assertThat(wire.send("GET /client HTTP/1.0\r\n\r\n").read().body()).isEqualTo("127.0.0.1");
                assertThat(wire.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void http_0_9_and_nonsense_are_refused() {
        try (Node node = new Node(ECHO)) {
            for (String line : new String[] {"GET /client\r\n\r\n", "nonsense\r\n\r\n", "GET  HTTP/1.1 x y\r\n\r\n"}) {
                try (Wire wire = new Wire(node.address())) {
                    assertThat(wire.send(line).read().status()).as(line).isEqualTo(400);
                    assertThat(wire.isClosedByServer()).isTrue();
                }
            }
        }
    }

    @Test
    void an_unknown_method_is_501() {
        try (Node node = new Node(ECHO)) {
            for (String method : new String[] {"PUT", "PATCH", "OPTIONS", "TRACE", "BREW", "get"}) {
                assertThat(node.ask(method + " /client").brief()).isEqualTo("501 {\"error\":\"unsupported method\"}");
            }
        }
    }

    @Test
    void a_fault_is_500_and_the_connection_lives() {
        try (Node node = new Node(ECHO); Wire wire = new Wire(node.address())) {
            assertThat(wire.send(Node.request("GET /fault", "")).read().brief()).isEqualTo("500 {\"error\":\"internal error\"}");
            assertThat(wire.send(Node.request("GET /client", "")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_of_exactly_the_limit_is_read_and_one_octet_more_is_not() {
        try (Node node = new Node(ECHO)) {
            assertThat(node.ask("POST /echo", new Node.Body("x".repeat(16_384))).body()).isEqualTo("complete 16384");
            try (Wire wire = new Wire(node.address())) {
                Wire.Reply reply = wire.send(Node.request("POST /echo", "x".repeat(16_385))).read();
                assertThat(reply.body()).isEqualTo("too large");
                assertThat(reply.header("Connection")).contains("close");
                assertThat(wire.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void chunked_bodies_have_the_same_limit() {
        try (Node node = new Node(ECHO)) {
            String head = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
            String kilo = "400\r\n" + "x".repeat(1024) + "\r\n";
            assertThat(Wire.once(node.address(), head + "5\r\nhello\r\n0\r\n\r\n").body()).isEqualTo("complete 5");
            assertThat(Wire.once(node.address(), head + kilo.repeat(16) + "0\r\n\r\n").body()).isEqualTo("complete 16384");
            assertThat(Wire.once(node.address(), head + kilo.repeat(16) + "1\r\nx\r\n0\r\n\r\n").body()).isEqualTo("too large");
        }
    }

    @Test
    void a_body_without_end_is_answered_and_then_hung_up_on() {
        try (Node node = hasty(millis(5000, 5000, 5000), 8, ECHO); Wire wire = new Wire(node.address())) {
            wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "400\r\n" + "x".repeat(1024) + "\r\n";
            wire.send(chunk.repeat(17));
            assertThat(wire.read().body()).isEqualTo("too large");
            assertThat(sendsUntilHungUp(wire, chunk)).isTrue();
        }
    }

    /** The test's time limit is the only other end. */
    private static boolean sendsUntilHungUp(Wire wire, String chunk) {
        try {
            while (true) {
                wire.send(chunk);
            }
        } catch (UncheckedIOException hungUp) {
            return true;
        }
    }

    @Test
    void a_broken_chunk_ends_the_connection_and_frees_its_place() {
        try (Node node = hasty(Deadlines.USUAL, 1, ECHO)) {
            for (int i = 0; i < 3; i++) {
                assertThat(untilServed(node)).isEqualTo(200);
                try (Wire wire = new Wire(node.address())) {
                    wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n\r\n");
                    assertThat(wire.isClosedByServer()).isTrue();
                }
            }
            assertThat(untilServed(node)).isEqualTo(200);
        }
    }

    /** The place becomes free a moment after the client sees the end. */
    private static int untilServed(Node node) {
        while (true) {
            try {
                return node.ask("GET /client").status();
            } catch (UncheckedIOException hungUp) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_slow_body_is_given_up() {
        try (Node node = hasty(millis(5000, 150, 5000), 8, ECHO); Wire wire = new Wire(node.address())) {
            wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
            assertThat(wire.read().body()).isEqualTo("late");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_compressed_body_is_not_taken() {
        try (Node node = new Node(ECHO)) {
            assertThat(node.ask("POST /echo", new Node.Body("xx"), "Content-Encoding: gzip").body()).isEqualTo("encoded");
            assertThat(node.ask("POST /echo", new Node.Body("xx"), "Content-Encoding: identity").body()).isEqualTo("complete 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "gzip", "identity", "xchunked"})
    void a_body_in_a_transfer_coding_that_is_not_understood_is_not_taken_and_nothing_behind_it_is_a_request(String coding) {
        try (Node node = new Node(ECHO); Wire wire = new Wire(node.address())) {
            wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding + "\r\n\r\n"
                    + "5\r\nhello\r\n0\r\n\r\nGET /client HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.read().body()).isEqualTo("encoded");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"})
    void nothing_is_answered_behind_a_body_that_was_not_read(String body) {
        try (Node node = new Node(ECHO); Wire wire = new Wire(node.address())) {
            wire.send("POST /nowhere HTTP/1.1\r\nHost: x\r\n" + body + "GET /client HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.read().status()).isEqualTo(404);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void expect_continue_gets_its_go_ahead_only_where_the_body_is_wanted() {
        try (Node node = new Node(ECHO)) {
            try (Wire wire = new Wire(node.address())) {
                wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
                assertThat(wire.readHead().status()).isEqualTo(100);
                assertThat(wire.send("abc").read().body()).isEqualTo("complete 3");
            }
            try (Wire wire = new Wire(node.address())) {
                wire.send("POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
                assertThat(wire.read().status()).isEqualTo(401);
            }
        }
    }

    @Test
    void a_client_that_sends_ten_megabytes_unasked_still_gets_its_answer() {
        try (Node node = new Node(ECHO)) {
            byte[] body = new byte[10_000_000];
            for (String target : new String[] {"/unread", "/echo", "/nowhere"}) {
                try (Wire wire = new Wire(node.address())) {
                    wire.send("POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n").send(body);
                    assertThat(wire.read().header("Connection")).contains("close");
                    assertThat(wire.isClosedByServer()).isTrue();
                }
            }
        }
    }

    @Test
    void a_content_length_that_is_no_number_is_an_invalid_body() {
        try (Node node = new Node(ECHO)) {
            for (String length : new String[] {"abc", "-1", "1e3", "99999999999999999999", "3, 4"}) {
                Wire.Reply reply = Wire.once(node.address(),
                        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
                assertThat(reply.brief()).as(length).isEqualTo("400 {\"error\":\"invalid body\"}");
            }
        }
    }

    @Test
    void oversized_lines_and_heads_are_refused() {
        try (Node node = new Node(ECHO)) {
            assertThat(node.ask("GET /" + "x".repeat(10_000)).status()).isEqualTo(414);
            assertThat(node.ask("GET /client", "X-Long: " + "x".repeat(20_000)).status()).isEqualTo(431);
        }
    }

    @Test
    void a_head_that_drips_in_is_hung_up_on() {
        try (Node node = hasty(millis(150, 5000, 5000), 8, ECHO); Wire wire = new Wire(node.address())) {
            wire.send("GET /client HTTP/1.1\r\nHost: ");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void an_idle_connection_is_closed() {
        try (Node node = hasty(millis(5000, 5000, 150), 8, ECHO); Wire wire = new Wire(node.address())) {
            assertThat(wire.send(Node.request("GET /client", "")).read().status()).isEqualTo(200);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void beyond_the_limit_a_request_is_hung_up_on_without_an_octet() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        Routes slow = (method, target) -> Optional.of(request -> {
            working.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Answer.empty(200);
        });
        try (Node node = hasty(Deadlines.USUAL, 2, slow);
             Wire first = new Wire(node.address()); Wire second = new Wire(node.address()); Wire third = new Wire(node.address())) {
            first.send(Node.request("GET /", ""));
            second.send(Node.request("GET /", ""));
            working.await();
            third.send(Node.request("GET /", ""));
            assertThat(third.isClosedByServer()).isTrue();
            release.countDown();
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
            assertThat(first.send(Node.request("GET /", "")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void idle_connections_are_bounded_and_one_of_them_makes_room() {
        try (Node node = hasty(Deadlines.USUAL, 1, ECHO);
             Wire a = new Wire(node.address()); Wire b = new Wire(node.address());
             Wire c = new Wire(node.address()); Wire d = new Wire(node.address()); Wire e = new Wire(node.address())) {
            assertThat(e.send(Node.request("GET /client", "")).read().status()).isEqualTo(200);
            assertThat(Stream.of(a, b, c, d).filter(ListenerTest::answers)).hasSize(3);
        }
    }

    private static boolean answers(Wire wire) {
        try {
            return wire.send(Node.request("GET /client", "")).read().status() == 200;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    @Test
    void long_answers_are_compressed_where_the_client_takes_it() {
        try (Node node = new Node(ECHO)) {
            Wire.Reply plain = node.ask("GET /long");
            assertThat(plain.body()).hasSize(5000);
            assertThat(plain.header("Vary")).contains("Accept-Encoding");
            Wire.Reply packed = node.ask("GET /long", "Accept-Encoding: br, gzip;q=0.5");
            assertThat(packed.header("Content-Encoding")).contains("gzip");
            assertThat(packed.octets().length).isLessThan(1000);
            assertThat(node.ask("GET /long", "Accept-Encoding: gzip;q=0, *").header("Content-Encoding")).isEmpty();
            assertThat(node.ask("GET /secret", "Accept-Encoding: gzip").header("Content-Encoding")).isEmpty();
            assertThat(node.ask("GET /client", "Accept-Encoding: gzip").header("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void a_trusted_proxy_tells_whose_request_it_is() {
        try (Node node = new Node(ECHO)) {
            assertThat(node.ask("GET /client", "X-Forwarded-For: 203.0.113.9").body()).isEqualTo("203.0.113.9");
            assertThat(node.ask("GET /client", "X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.9, 127.0.0.2").body())
                    .isEqualTo("203.0.113.9");
        }
        HttpServerSettings nobody = new HttpServerSettings("127.0.0.1", 0, 8,
                new TrustedProxies(List.of()), Deadlines.USUAL);
        try (Node node = new Node(nobody, ECHO)) {
            assertThat(node.ask("GET /client", "X-Forwarded-For: 203.0.113.9").body()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void stopping_answers_what_is_in_progress() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Routes slow = (Method method, String target) -> Optional.of(request -> {
            working.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Answer.empty(204);
        });
        try (Node node = new Node(slow); Wire wire = new Wire(node.address()); Wire idle = new Wire(node.address())) {
            wire.send(Node.request("DELETE /", ""));
            working.await();
            Thread stopping = Thread.startVirtualThread(() -> node.server().stop(Duration.ofSeconds(10)));
            assertThat(idle.isClosedByServer()).isTrue();
            release.countDown();
            Wire.Reply reply = wire.read();
            assertThat(reply.status()).isEqualTo(204);
            stopping.join();
        }
    }
}
