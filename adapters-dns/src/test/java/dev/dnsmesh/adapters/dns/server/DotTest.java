package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.limit.ResponseRates;
import dev.dnsmesh.adapters.dns.tls.TestCertificate;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.limit.Rate;
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** DNS over TLS (RFC 7858): what TCP does, and what is different. */
@Timeout(60)
class DotTest {
    private static final String APEX = "mesh.example.com";
    private static final TestCertificate CERTIFICATE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Fixture fixture = new Fixture();
    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> sockets = new ArrayList<>();
    private TcpTimeouts timeouts = new TcpTimeouts(LONG, LONG, LONG, LONG, LONG, LONG);
    private DnsServer server;
    private InetSocketAddress address;

    private void start() {
        start(fixture.updates());
    }

    private void start(UpdateService updates) {
        server = new DnsServer(vertx, () -> fixture.zone, fixture.zone, updates, fixture.guards(), new RunningTime(), fixture.meter);
        server.start(fixture.settings, Optional.of(new DotSettings(0, CERTIFICATE.identity())), timeouts);
        address = server.dotAddresses().getFirst();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop(Duration.ofSeconds(5));
        vertx.close().await();
    }

    private SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket(address.getAddress(), address.getPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private Socket connectWithoutTls() throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] query(int id) {
        byte[] query = RawMessage.query("a." + APEX, RawMessage.TXT).bytes();
        Wire.put16(query, 0, id);
        return query;
    }

    private static void send(Socket socket, byte[]... messages) throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.write(message.length >>> 8);
            all.write(message.length);
            all.writeBytes(message);
        }
        socket.getOutputStream().write(all.toByteArray());
    }

    private static byte[] answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readUnsignedShort());
    }

    @Test
    void a_session_carries_many_queries_sent_at_once() throws IOException {
        start();
        SSLSocket socket = connect();
        byte[][] queries = new byte[200][];
        Set<Integer> expected = new TreeSet<>();
        for (int id = 0; id < queries.length; id++) {
            queries[id] = query(id);
            expected.add(id);
        }
        send(socket, queries);
        Set<Integer> answered = new TreeSet<>();
        for (int i = 0; i < queries.length; i++) {
            answered.add(Wire.u16(answer(socket), 0));
        }
        assertThat(answered).isEqualTo(expected);
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void a_query_overtakes_an_update_that_takes_its_time() throws IOException {
        CountDownLatch free = new CountDownLatch(1);
        start(new UpdateService.Open(request -> {
            try {
                free.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new ApplyUpdate.Outcome.Applied();
        }, fixture.keys));
        byte[] update = SignedRequest.of(RawMessage.update(APEX)).bytes();
        SSLSocket socket = connect();
        send(socket, update, query(7));
        assertThat(Wire.u16(answer(socket), 0)).isEqualTo(7);
        free.countDown();
        assertThat(Wire.u16(answer(socket), 0)).isEqualTo(Wire.u16(update, 0));
    }

    @Test
    void an_answer_is_whole_however_long_and_whatever_the_client_says_of_udp() throws IOException {
        for (int i = 0; i < 30; i++) {
            fixture.zone.with("a." + APEX, "x".repeat(1000) + i, 60);
        }
        start();
        SSLSocket socket = connect();
        send(socket, RawMessage.query("a." + APEX, RawMessage.TXT).opt(512, 0, 0, new byte[0]).bytes());
        Response response = Response.of(Optional.of(answer(socket)));
        assertThat(response.isTruncated()).isFalse();
        assertThat(response.answers()).hasSize(30);
    }

    @Test
    void response_rate_limiting_is_for_udp() throws IOException {
        fixture.rates = new ResponseRates(true, 1, 1, 1, 0, List.of());
        start();
        SSLSocket socket = connect();
        for (int id = 0; id < 50; id++) {
            send(socket, query(id));
            assertThat(Wire.u16(answer(socket), 0)).isEqualTo(id);
        }
    }

    @Test
    void a_padded_query_gets_a_padded_answer() throws IOException {
        start();
        SSLSocket socket = connect();
        send(socket, RawMessage.query("a." + APEX, RawMessage.TXT).opt(1232, 0, 0, new byte[] {0, 12, 0, 3, 0, 0, 0}).bytes());
        assertThat(answer(socket)).hasSize(468);
        send(socket, query(1));
        assertThat(answer(socket).length).isLessThan(468);
    }

    @Test
    void the_protocol_name_dot_is_agreed_on_and_others_are_passed_over() throws IOException {
        start();
        SSLSocket asking = connect();
        SSLParameters parameters = asking.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"dot"});
        asking.setSSLParameters(parameters);
        asking.startHandshake();
        assertThat(asking.getApplicationProtocol()).isEqualTo("dot");
        SSLSocket silent = connect();
        send(silent, query(1));
        assertThat(answer(silent)).isNotEmpty();
    }

    @Test
    void what_is_not_tls_is_hung_up_on_and_others_are_served_meanwhile() throws IOException {
        start();
        for (byte[] garbage : new byte[][] {query(1), "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[4096]}) {
            Socket socket = connectWithoutTls();
            socket.getOutputStream().write(garbage);
            assertThat(ends(socket)).isTrue();
        }
        SSLSocket socket = connect();
        send(socket, query(9));
        assertThat(Wire.u16(answer(socket), 0)).isEqualTo(9);
    }

    @Test
    void a_handshake_that_does_not_come_is_not_waited_for() throws IOException {
        timeouts = new TcpTimeouts(SHORT, LONG, LONG, LONG, LONG, LONG);
        start();
        assertThat(ends(connectWithoutTls())).isTrue();
        Socket dripping = connectWithoutTls();
        dripping.getOutputStream().write(new byte[] {22, 3, 1});
        assertThat(ends(dripping)).isTrue();
        SSLSocket shaken = connect();
        shaken.startHandshake();
        assertThat(ends(shaken)).isTrue();
    }

    @Test
    void a_message_that_does_not_end_is_not_waited_for() throws IOException {
        timeouts = new TcpTimeouts(LONG, SHORT, LONG, LONG, LONG, LONG);
        start();
        SSLSocket socket = connect();
        socket.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3});
        assertThat(ends(socket)).isTrue();
    }

    @Test
    void silence_ends_a_session_in_good_order() throws IOException {
        timeouts = new TcpTimeouts(LONG, LONG, SHORT, LONG, LONG, LONG);
        start();
        SSLSocket socket = connect();
        send(socket, query(1));
        answer(socket);
        assertThat(socket.getInputStream().read()).as("a notice, not a cut connection").isNegative();
    }

    @Test
    void a_session_that_the_client_ends_is_forgotten_and_half_an_end_is_answered() throws IOException {
        start();
        SSLSocket socket = connect();
        send(socket, query(5));
        socket.shutdownOutput();
        assertThat(Wire.u16(answer(socket), 0)).isEqualTo(5);
        assertThat(socket.getInputStream().read()).isNegative();
    }

    @Test
    void a_handshake_costs_its_source_a_token() throws IOException {
        fixture.sources = new Rate(0.001, 2);
        start();
        SSLSocket first = connect();
        send(first, query(1));
        assertThat(answer(first)).isNotEmpty();
        assertThat(ends(connectWithoutTls())).isTrue();
        assertThat(fixture.outcomes("rate_limited")).isEqualTo(1);
    }

    @Test
    void tcp_and_tls_share_the_connections_of_a_source() throws IOException {
        start();
        for (int i = 0; i < 32; i++) {
            SSLSocket socket = connect();
            send(socket, query(i));
            answer(socket);
        }
        assertThat(ends(connectWithoutTls())).isTrue();
    }

    /** The end may come as one, as a reset, or as an alert that nobody reads further. */
    private static boolean ends(Socket socket) {
        try {
            byte[] rest = new byte[4096];
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(rest);
            }
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Who the server is, is not what these tests are about. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // anybody
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // anybody
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
