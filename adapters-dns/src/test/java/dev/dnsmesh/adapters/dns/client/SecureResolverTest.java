package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.adapters.dns.tls.TestCertificate;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Reading over TLS and HTTPS (client.md 19.5). */
@Timeout(60)
class SecureResolverTest {
    private static final OwnerName NAME = new OwnerName("slot-1.mb-001122334455.mesh.test");
    private static final Lookup FOUND = new Lookup.Found(List.of(TxtValue.of("hello")));
    private static final TestCertificate CERTIFICATE = TestCertificate.of("dns:localhost,ip:127.0.0.1,dns:dns.test");

    @TempDir
    private Path directory;
    private final Vertx vertx = Vertx.vertx();
    private final SteppedTime time = new SteppedTime();
    private SecureServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SecureServer(vertx, CERTIFICATE, SecureResolverTest::hello);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        vertx.close().await();
    }

    private ResolverPool pool(SecureTransports secure, String... resolvers) {
        List<Upstream> upstreams = Stream.of(resolvers).map(text -> Upstream.parseAny(text, 53).orElseThrow()).toList();
        return new ResolverPool(upstreams, new ResolverPool.Settings(Duration.ofSeconds(5), false, 53), time, new Random(1), secure);
    }

    private SecureTransports trusting() {
        return Secure.trusting(Optional.of(CERTIFICATE.writeTo(directory)), vertx);
    }

    private String tls(String host) {
        return "tls://" + host + ":" + server.dotPort();
    }

    private String https(String host) {
        return "https://" + host + ":" + server.dohPort() + "/dns-query";
    }

    @Test
    void reads_over_tls_on_one_connection_for_many_questions() throws IOException {
        try (SecureTransports secure = trusting()) {
            ResolverPool pool = pool(secure, tls("127.0.0.1"));
            for (int i = 0; i < 5; i++) {
                assertThat(pool.lookup(NAME)).isEqualTo(FOUND);
            }
            assertThat(server.sessions).hasValue(1);
            Message asked = new Message(server.overTls.getFirst());
            assertThat(asked.getOPT().getPayloadSize()).as("nodes limit answers by it").isEqualTo(65_535);
            assertThat(server.overTls.getFirst().length % 128).as("RFC 8467").isZero();
        }
    }

    @Test
    void a_connection_that_the_server_closed_meanwhile_is_replaced() {
        server.messagesPerSession = 1;
        try (SecureTransports secure = trusting()) {
            ResolverPool pool = pool(secure, tls("localhost"));
            for (int i = 0; i < 3; i++) {
                assertThat(pool.lookup(NAME)).isEqualTo(FOUND);
            }
            assertThat(server.sessions).hasValue(3);
        }
    }

    @Test
    void reads_over_https_with_http_2() {
        try (SecureTransports secure = trusting()) {
            assertThat(pool(secure, https("localhost")).lookup(NAME)).isEqualTo(FOUND);
            assertThat(server.requests).containsExactly("HTTP_2 POST /dns-query localhost:" + server.dohPort());
            assertThat(server.overHttps.getFirst().length % 128).isZero();
        }
    }

    @Test
    void a_node_on_this_machine_may_be_read_over_http_without_tls() {
        try (SecureTransports secure = Secure.trusting(Optional.empty(), vertx)) {
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                assertThat(pool(secure, "http://" + host + ":" + server.plainDohPort() + "/dns-query").lookup(NAME)).isEqualTo(FOUND);
            }
            assertThat(server.requests).containsExactly("HTTP_1_1 POST /dns-query localhost:" + server.plainDohPort(),
                    "HTTP_1_1 POST /dns-query 127.0.0.1:" + server.plainDohPort());
        }
    }

    @Test
    void an_ipv6_literal_is_an_address_like_another() throws IOException {
        assumeTrue(loopbackHasIpv6(), "this machine has no ::1");
        TestCertificate certificate = TestCertificate.of("ip:::1");
        Vertx own = Vertx.vertx();
        HttpServer https = own.createHttpServer(new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(KeyCertOptions.wrap(certificate.identity())))
                .requestHandler(request -> request.bodyHandler(body -> request.response().putHeader("Content-Type", "application/dns-message")
                        .end(Buffer.buffer(hello(new ScriptedServer.Asked(body.getBytes(), true)).orElseThrow())))).listen(0, "::1").await();
        try (SecureTransports secure = Secure.trusting(Optional.of(certificate.writeTo(directory)), own)) {
            assertThat(pool(secure, "https://[::1]:" + https.actualPort() + "/dns-query").lookup(NAME)).isEqualTo(FOUND);
        } finally {
            own.close().await();
        }
    }

    private static boolean loopbackHasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void nobody_is_believed_without_an_authority() {
        try (SecureTransports secure = Secure.trusting(Optional.empty(), vertx)) {
            assertThat(pool(secure, tls("localhost")).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
            assertThat(pool(secure, https("localhost")).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
            assertThat(server.overTls).isEmpty();
            assertThat(server.overHttps).isEmpty();
        }
    }

    @Test
    void a_certificate_must_be_for_the_name_that_was_configured() throws IOException {
        try (SecureTransports secure = trusting(); ScriptedServer names = new ScriptedServer(SecureResolverTest::loopback)) {
            String plain = "127.0.0.1:" + names.port();
            assertThat(pool(secure, tls("127.0.0.1") + "#dns.test").lookup(NAME)).isEqualTo(FOUND);
            assertThat(pool(secure, tls("127.0.0.1") + "#other.test").lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
            // the address is in the certificate, the name is not
            ResolverPool byName = pool(secure, tls("other.test"), https("other.test"), plain);
            assertThat(byName.lookup(NAME)).isNotEqualTo(FOUND);
            assertThat(server.overTls).hasSize(1);
            assertThat(server.overHttps).isEmpty();
        }
    }

    @Test
    void the_name_of_a_server_is_asked_for_at_the_others_and_once() throws IOException {
        try (SecureTransports secure = trusting(); ScriptedServer names = new ScriptedServer(SecureResolverTest::loopback)) {
            ResolverPool pool = pool(secure, tls("dns.test"), https("dns.test"), "127.0.0.1:" + names.port());
            for (int i = 0; i < 3; i++) {
                assertThat(pool.lookup(NAME)).isEqualTo(FOUND);
            }
            assertThat(names.asked).hasSize(1);
        }
    }

    @Test
    void a_failing_server_gives_way_to_the_next() throws IOException {
        try (SecureTransports secure = trusting()) {
            server.unlike = request -> request.response().setStatusCode(503).end();
            ResolverPool pool = pool(secure, https("localhost"), tls("localhost"));
            assertThat(pool.lookup(NAME)).isEqualTo(FOUND);
            assertThat(pool.lookup(NAME)).isEqualTo(FOUND);
            assertThat(server.requests).as("it cools down").hasSize(1);
        }
    }

    @Test
    void answers_that_are_none_are_not_taken() {
        List<String> whys = new ArrayList<>();
        try (SecureTransports secure = trusting()) {
            server.unlike = request -> request.response().putHeader("Content-Type", "text/html").end("<p>log in first");
            whys.add(why(pool(secure, https("localhost"))));
            server.unlike = request -> request.response().setStatusCode(302).putHeader("Location", "/elsewhere").end();
            whys.add(why(pool(secure, https("localhost"))));
            server.unlike = request -> request.response().putHeader("Content-Type", "application/dns-message").end("x".repeat(70_000));
            whys.add(why(pool(secure, https("localhost"))));
            server.unlike = request -> request.response().putHeader("Content-Type", "application/dns-message").end("short");
            whys.add(why(pool(secure, https("localhost"))));
        }
        assertThat(whys.get(0)).contains("content type text/html");
        assertThat(whys.get(1)).contains("HTTP status 302");
        assertThat(whys.get(2)).contains("longer than a DNS message");
        assertThat(whys.get(3)).contains("another question");
    }

    @Test
    void silence_is_not_waited_for_longer_than_for_any_server() {
        server.unlike = request -> {
            // nothing is said
        };
        try (SecureTransports secure = trusting()) {
            List<Upstream> upstreams = Stream.of(https("localhost")).map(text -> Upstream.parseAny(text, 53).orElseThrow()).toList();
            ResolverPool hasty = new ResolverPool(upstreams, new ResolverPool.Settings(Duration.ofMillis(1500), false, 53), time, new Random(1), secure);
            assertThat(hasty.lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
        }
    }

    @Test
    void a_file_without_certificates_is_complained_about() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "nothing");
        assertThat(TlsTrust.of(Optional.of(file))).isInstanceOfSatisfying(TlsTrust.Made.Unusable.class,
                unusable -> assertThat(unusable.why()).contains("ca.pem"));
        assertThat(TlsTrust.of(Optional.of(directory.resolve("absent.pem")))).isInstanceOfSatisfying(TlsTrust.Made.Unusable.class,
                unusable -> assertThat(unusable.why()).contains("absent.pem"));
    }

    private String why(ResolverPool pool) {
        return pool.lookup(NAME) instanceof Lookup.Unreachable(String why) ? why : "";
    }

    private static Optional<byte[]> hello(ScriptedServer.Asked asked) {
        return Optional.of(answering(asked, (message, name) -> message.addRecord(new TXTRecord(name, DClass.IN, 60, "hello"), Section.ANSWER)));
    }

    /** 127.0.0.1 for every A question, and nothing else. */
    private static Optional<byte[]> loopback(ScriptedServer.Asked asked) {
        return Optional.of(answering(asked, (message, name) -> {
            if (message.getQuestion().getType() == Type.A) {
                message.addRecord(new ARecord(name, DClass.IN, 60, new byte[] {127, 0, 0, 1}), Section.ANSWER);
            }
        }));
    }

    private static byte[] answering(ScriptedServer.Asked asked, java.util.function.BiConsumer<Message, Name> fill) {
        try {
            Message question = new Message(Arrays.copyOf(asked.message(), asked.message().length));
            Message answer = new Message(question.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.addRecord(question.getQuestion(), Section.QUESTION);
            fill.accept(answer, question.getQuestion().getName());
            return answer.toWire();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
