package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.adapters.dns.tls.TestCertificate;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.NodeTransport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** UDP and TCP, TLS, HTTPS: by which of them the home node is reached (client.md 19.5). */
@Timeout(60)
class NodeRoutesTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final byte[] UPDATE = {0x12, 0x34, 0x28, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] REFUSED = {0x12, 0x34, (byte) 0xa8, 5, 0, 0, 0, 0, 0, 0, 0, 0};

    @TempDir
    private Path directory;
    private final Vertx vertx = Vertx.vertx();
    private final SteppedTime time = new SteppedTime();
    private SecureServer secure;
    private ScriptedServer plain;
    private SecureTransports transports;

    @BeforeEach
    void start() throws IOException {
        secure = new SecureServer(vertx, CERTIFICATE, asked -> Optional.of(REFUSED));
        plain = new ScriptedServer(asked -> Optional.of(REFUSED));
        transports = Secure.trusting(Optional.of(CERTIFICATE.writeTo(directory)), vertx);
    }

    @AfterEach
    void stop() throws IOException {
        transports.close();
        secure.close();
        plain.close();
        vertx.close().await();
    }

    private Carrier carrier(NodeTransport transport, int dnsPort, int dotPort) {
        HomeNode home = new HomeNode(List.of("localhost"), transport,
                Optional.of(new Upstream.Https(true, "localhost", secure.dohPort(), "/dns-query")), dotPort);
        return new NodeRoutes(host -> List.of(InetAddress.getLoopbackAddress()), () -> home, transports, time).to(new Target("LOCALHOST", dnsPort));
    }

    /** A port of loopback on which nobody listens. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void plain_dns_is_enough_whatever_it_answers() throws IOException {
        assertThat(carrier(NodeTransport.AUTO, plain.port(), secure.dotPort()).carry(UPDATE).transport()).isEqualTo("udp");
        assertThat(secure.overTls).isEmpty();
    }

    @Test
    void tls_is_next_and_stays_for_ten_minutes() throws IOException {
        int blocked = closedPort();
        Carrier carrier = carrier(NodeTransport.AUTO, blocked, secure.dotPort());
        assertThat(carrier.carry(UPDATE).transport()).isEqualTo("dot");
        assertThat(secure.overTls).singleElement().isEqualTo(UPDATE);
        assertThat(carrier.carry(UPDATE).transport()).isEqualTo("dot");
        assertThat(secure.sessions).hasValue(1);
    }

    @Test
    void https_is_last_and_carries_the_same_octets() throws IOException {
        Carrier carrier = carrier(NodeTransport.AUTO, closedPort(), closedPort());
        Carrier.Carried carried = carrier.carry(UPDATE);
        assertThat(carried.transport()).isEqualTo("doh");
        assertThat(carried.octets()).isEqualTo(REFUSED);
        assertThat(secure.overHttps).singleElement().isEqualTo(UPDATE);
    }

    @Test
    void what_worked_goes_first_until_it_fails_or_ten_minutes_are_over() throws IOException {
        int port = plain.port();
        plain.close();
        Carrier carrier = carrier(NodeTransport.AUTO, port, secure.dotPort());
        assertThat(carrier.carry(UPDATE).transport()).isEqualTo("dot");
        try (ScriptedServer.OnPort back = new ScriptedServer.OnPort(port, REFUSED)) {
            time.pass(Duration.ofMinutes(9));
            assertThat(carrier.carry(UPDATE).transport()).isEqualTo("dot");
            time.pass(Duration.ofMinutes(11));
            assertThat(carrier.carry(UPDATE).transport()).isEqualTo("udp");
            assertThat(back.count()).isEqualTo(1);
        }
    }

    @Test
    void a_forced_transport_never_falls_back() throws IOException {
        int closed = closedPort();
        assertThatThrownBy(() -> carrier(NodeTransport.DNS, closed, secure.dotPort()).carry(UPDATE)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> carrier(NodeTransport.DOT, plain.port(), closed).carry(UPDATE)).isInstanceOf(IOException.class)
                .hasMessageContaining("tls://localhost:" + closed);
        assertThatThrownBy(() -> carrier(NodeTransport.HTTP, plain.port(), secure.dotPort()).carry(UPDATE)).hasMessageContaining("node_transport");
        assertThat(carrier(NodeTransport.DOT, plain.port(), secure.dotPort()).carry(UPDATE).transport()).isEqualTo("dot");
        assertThat(carrier(NodeTransport.DOH, plain.port(), secure.dotPort()).carry(UPDATE).transport()).isEqualTo("doh");
        assertThat(plain.asked).isEmpty();
    }

    @Test
    void to_a_foreign_node_whose_name_is_not_found_nothing_is_sent_in_any_way() {
        HomeNode home = new HomeNode(List.of("home.test"), NodeTransport.AUTO, Optional.empty(), secure.dotPort());
        Carrier carrier = new NodeRoutes(host -> List.of(), () -> home, transports, time).to(new Target("localhost", plain.port()));
        assertThatThrownBy(() -> carrier.carry(UPDATE)).isInstanceOf(IOException.class).hasMessage("no address found for localhost");
        assertThat(plain.asked).isEmpty();
    }

    @Test
    void a_certificate_of_nobody_known_is_not_talked_to() throws IOException {
        try (SecureTransports strict = Secure.trusting(Optional.empty(), vertx)) {
            HomeNode home = new HomeNode(List.of("localhost"), NodeTransport.AUTO,
                    Optional.of(new Upstream.Https(true, "localhost", secure.dohPort(), "/dns-query")), secure.dotPort());
            Carrier carrier = new NodeRoutes(host -> List.of(InetAddress.getLoopbackAddress()), () -> home, strict, time)
                    .to(new Target("localhost", closedPort()));
            assertThatThrownBy(() -> carrier.carry(UPDATE)).isInstanceOf(IOException.class)
                    .hasMessageContaining("port").hasMessageContaining("tls://").hasMessageContaining("https://");
            assertThat(secure.overTls).isEmpty();
            assertThat(secure.overHttps).isEmpty();
        }
    }
}
