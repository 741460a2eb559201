package dev.dnsmesh.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.dnsmesh.application.port.out.SeedLists;
import dev.dnsmesh.application.port.out.SeedLists.Fetch;
import dev.dnsmesh.contracts.SeedListsContract;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists are fetched from servers of this machine, whose certificate is for {@code seeds.example}. */
@Timeout(60)
class HttpsSeedListsTest implements SeedListsContract {
    private static final String PASSWORD = "changeit";
    private static final String HOST = "https://seeds.example:";
    private static final Vertx VERTX = Vertx.vertx();
    private static SSLContext ours;
    private static TrustOptions trust;

    private final List<AutoCloseable> stops = new ArrayList<>();

    @BeforeAll
    static void certificate(@TempDir Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("store.p12");
        Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "it",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=test", "-ext", "san=dns:seeds.example", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        ours = SSLContext.getInstance("TLS");
        ours.init(factory.getKeyManagers(), null, null);
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("it", keys.getCertificate("it"));
        Path authorities = directory.resolve("roots.p12");
        try (var out = Files.newOutputStream(authorities)) {
            roots.store(out, PASSWORD.toCharArray());
        }
        trust = new PfxOptions().setValue(io.vertx.core.buffer.Buffer.buffer(Files.readAllBytes(authorities))).setPassword(PASSWORD);
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable stop : stops) {
            stop.close();
        }
    }

    private static SeedLists lists(Duration limit) {
        return new HttpsSeedLists(VERTX, host -> List.of(InetAddress.getLoopbackAddress()), address -> true, Optional.of(trust), limit);
    }

    @Override
    public SeedLists newLists() {
        return lists(Duration.ofSeconds(20));
    }

    @Override
    public String urlOfServerThatAnswers(int status, String body) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(ours));
            server.createContext("/", exchange -> {
                byte[] octets = body.getBytes(StandardCharsets.UTF_8);
                boolean landed = exchange.getRequestURI().getPath().equals("/landed");
                exchange.getResponseHeaders().set("Location", "/landed");
                exchange.sendResponseHeaders(landed ? 200 : status, octets.length == 0 ? -1 : octets.length);
                try {
                    exchange.getResponseBody().write(octets);
                } catch (IOException hungUp) { // who has read enough of a list reads no more
                    assertThat(octets).hasSizeGreaterThan(SeedLists.MOST_OCTETS);
                }
                exchange.close();
            });
            server.start();
            stops.add(() -> server.stop(0));
            return HOST + server.getAddress().getPort() + "/seeds.txt?a=b";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String urlOfNobody() {
        return HOST + silent() + "/";
    }

    /** A port that was just given back. */
    private static int silent() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void nobody_is_connected_to_at_an_address_that_is_not_public() throws IOException {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SeedLists lists = new HttpsSeedLists(VERTX);
            for (String host : List.of("127.0.0.1", "[::1]", "localhost")) {
                assertThat(lists.fetch("https://" + host + ":" + inside.getLocalPort() + "/")).as(host)
                        .isEqualTo(new Fetch.Failed("the host is at an address that is not public"));
            }
        }
    }

    @Test
    void one_address_that_is_not_public_is_enough() throws IOException {
        InetAddress inside = InetAddress.ofLiteral("169.254.169.254");
        SeedLists lists = new HttpsSeedLists(VERTX, host -> List.of(InetAddress.ofLiteral("1.1.1.1"), inside), address -> !address.equals(inside), Optional.of(trust),
                Duration.ofSeconds(5));
        assertThat(lists.fetch("https://seeds.example/")).isEqualTo(new Fetch.Failed("the host is at an address that is not public"));
    }

    @Test
    void a_certificate_of_somebody_else_is_not_taken() {
        String url = urlOfServerThatAnswers(200, "mesh.example\n");
        assertThat(newLists().fetch(url)).isInstanceOf(Fetch.Content.class);
        assertThat(newLists().fetch(url.replace("seeds.example", "other.example"))).isInstanceOf(Fetch.Failed.class);
        SeedLists ofTheSystem = new HttpsSeedLists(VERTX, host -> List.of(InetAddress.getLoopbackAddress()), address -> true, Optional.empty(), Duration.ofSeconds(20));
        assertThat(ofTheSystem.fetch(url)).isInstanceOf(Fetch.Failed.class);
    }

    @Test
    void who_takes_the_connection_and_says_nothing_is_given_up() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(lists(Duration.ofMillis(200)).fetch(HOST + mute.getLocalPort() + "/")).isEqualTo(new Fetch.Failed("not here within 200 ms"));
        }
    }
}
