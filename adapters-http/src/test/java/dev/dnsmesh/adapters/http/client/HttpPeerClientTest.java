package dev.dnsmesh.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.contracts.PeerClientContract;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.sync.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpPeerClientTest implements PeerClientContract {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int BOMB = 65 << 20;

    @Override
    public ScriptedPeer newPeer() {
        return new Server();
    }

    @Test
    void an_answer_that_swells_is_cut_off() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"records\":[],\"x\":\"".getBytes(StandardCharsets.UTF_8));
            gzip.write(new byte[BOMB]);
        }
        try (Server peer = new Server()) {
            peer.answers(200, Map.of("Content-Encoding", "gzip"), compressed.toByteArray());
            assertThat(peer.client().pull(peer.peer(), List.of("a"))).isInstanceOfSatisfying(PeerClient.Answer.Broken.class,
                    broken -> assertThat(broken.why()).contains("too long"));
        }
    }

    @Test
    void a_compressed_answer_is_read() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"records\":[]}".getBytes(StandardCharsets.UTF_8));
        }
        try (Server peer = new Server()) {
            peer.answers(200, Map.of("Content-Encoding", "gzip"), compressed.toByteArray());
            assertThat(peer.client().pull(peer.peer(), List.of("a"))).isEqualTo(new PeerClient.Answer.Content<>(List.of()));
        }
    }

    /** A server of the JDK. */
    private static final class Server implements ScriptedPeer {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<String> tried = new CopyOnWriteArrayList<>();
        private final PeerClient client = new HttpPeerClient(HTTP, List.of(Secret.of(Octets.utf8("first")), Secret.of(Octets.utf8("second"))),
                Duration.ofMillis(300));
        private volatile int status = 200;
        private volatile Map<String, String> headers = Map.of();
        private volatile byte[] body = {};
        private volatile String asked = "";
        private volatile String good = "first";
        private volatile boolean silent;

        Server() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            tried.add(token);
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked = asked.startsWith("POST") ? asked : asked.stripTrailing() + " ";
            if (!token.equals(good)) {
                exchange.sendResponseHeaders(403, -1);
                exchange.close();
                return;
            }
            headers.forEach(exchange.getResponseHeaders()::set);
            if (silent) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write("{\"records\":[".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                return;
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (exchange; OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }

        @Override
        public PeerClient client() {
            return client;
        }

        @Override
        public Peer peer() {
            return Peer.ofUrl("http://127.0.0.1:" + server.getAddress().getPort()).orElseThrow();
        }

        @Override
        public void answers(int code, Map<String, String> more, String text) {
            answers(code, more, text.getBytes(StandardCharsets.UTF_8));
        }

        void answers(int code, Map<String, String> more, byte[] octets) {
            status = code;
            headers = more;
            body = octets;
        }

        @Override
        public void fallsSilent() {
            silent = true;
        }

        @Override
        public String asked() {
            return asked;
        }

        @Override
        public void takes(String token) {
            good = token;
        }

        @Override
        public List<String> tried() {
            return List.copyOf(tried);
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
