package dev.dnsmesh.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.HttpProtocol;
import dev.dnsmesh.adapters.http.HttpServerSettings;
import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Body;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.TrustedProxies;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 under TLS, and without where that was asked for. */
@Timeout(120)
class Http2Test {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Routes ECHO = (method, target) -> switch (target) {
        case "/echo" -> Optional.of(request -> Answer.text(200, "text/plain", request.body(Request.USUAL_BODY) instanceof Body.Complete(var octets)
                ? "complete " + octets.length() : "too large"));
        case "/unread" -> Optional.of(request -> Answer.error(401, "unauthorized"));
        default -> Optional.empty();
    };

    @TempDir
    private Path directory;

    private static HttpServerSettings settings(HttpProtocol protocol, int requests) {
        return new HttpServerSettings("127.0.0.1", 0, requests, TrustedProxies.LOOPBACK,
                new Deadlines(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300)), protocol);
    }

    @Test
    void many_requests_share_a_connection_under_tls() throws Exception {
        KeyStore keys = keys();
        try (Node node = new Node(settings(new HttpProtocol.Tls(identity(keys)), 64), ECHO);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
            URI echo = URI.create("https://localhost:" + node.address().getPort() + "/echo");
            assertThat(client.send(post(echo, 0), HttpResponse.BodyHandlers.ofString()).version()).isEqualTo(HttpClient.Version.HTTP_2);
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(client.sendAsync(post(echo, i * 500), HttpResponse.BodyHandlers.ofString()));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(answers.get(i).get().body()).isEqualTo("complete " + i * 500);
            }
        }
    }

    @Test
    void http_1_1_is_spoken_under_tls_to_those_who_want_it() throws Exception {
        KeyStore keys = keys();
        try (Node node = new Node(settings(new HttpProtocol.Tls(identity(keys)), 64), ECHO);
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting(keys)).build()) {
            HttpResponse<String> answer = client.send(post(URI.create("https://localhost:" + node.address().getPort() + "/echo"), 7), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo("complete 7");
        }
    }

    @Test
    void a_body_that_nobody_reads_ends_its_request_and_not_the_connection() throws Exception {
        KeyStore keys = keys();
        try (Node node = new Node(settings(new HttpProtocol.Tls(identity(keys)), 64), ECHO);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
            String base = "https://localhost:" + node.address().getPort();
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(post(URI.create(base + "/unread"), 10_000), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(401);
                assertThat(client.send(post(URI.create(base + "/echo"), 20_000), HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("too large");
                assertThat(client.send(post(URI.create(base + "/echo"), 3), HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("complete 3");
            }
            assertThat(client.send(HttpRequest.newBuilder(URI.create(base + "/nowhere")).build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void http_2_without_tls_is_for_listeners_that_were_told_so() throws Exception {
        try (Node node = new Node(settings(new HttpProtocol.PlainWithHttp2(), 64), ECHO); HttpClient client = HttpClient.newHttpClient()) {
            URI echo = URI.create("http://127.0.0.1:" + node.address().getPort() + "/echo");
            assertThat(client.send(post(echo, 9), HttpResponse.BodyHandlers.ofString()).version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
        try (Node node = new Node(settings(new HttpProtocol.Plain(), 64), ECHO); HttpClient client = HttpClient.newHttpClient()) {
            URI echo = URI.create("http://127.0.0.1:" + node.address().getPort() + "/echo");
            HttpResponse<String> answer = client.send(post(echo, 9), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo("complete 9");
        }
    }

    @Test
    void who_never_shakes_hands_is_hung_up_on_and_others_are_served() throws Exception {
        KeyStore keys = keys();
        try (Node node = new Node(settings(new HttpProtocol.Tls(identity(keys)), 64), ECHO);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
                Socket silent = new Socket("127.0.0.1", node.address().getPort()); Socket garbage = new Socket("127.0.0.1", node.address().getPort())) {
            garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            silent.setSoTimeout(30_000);
            garbage.setSoTimeout(30_000);
            assertThat(ends(garbage)).isTrue();
            URI echo = URI.create("https://localhost:" + node.address().getPort() + "/echo");
            assertThat(client.send(post(echo, 1), HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("complete 1");
            assertThat(ends(silent)).isTrue();
        }
    }

    private static boolean ends(Socket socket) {
        try {
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read();
            }
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private static HttpRequest post(URI uri, int octets) {
        return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(new byte[octets])).timeout(Duration.ofSeconds(20)).build();
    }

    private KeyStore keys() throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("store.p12");
        Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "it",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=test", "-ext", "san=dns:localhost", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static X509ExtendedKeyManager identity(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    private static SSLContext trusting(KeyStore keys) throws IOException, GeneralSecurityException {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("it", keys.getCertificate("it"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), new SecureRandom());
        return context;
    }
}
