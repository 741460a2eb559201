package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.adapters.dns.tls.TestCertificate;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The resolver that many people run: its listeners for DNS over TLS and HTTPS, which speaks HTTP/2 only (Debian package unbound). */
@Timeout(120)
class UnboundTest {
    private static final OwnerName NAME = new OwnerName("slot-1.mb-001122334455.mesh.test");
    private static final String LONG = "x".repeat(1500);

    @TempDir
    private static Path directory;
    private static Vertx vertx;
    private static Process unbound;
    private static int tlsPort;
    private static int httpsPort;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> program = Stream.of("/usr/sbin/unbound", "/usr/local/sbin/unbound", "/usr/bin/unbound").map(Path::of)
                .filter(Files::isExecutable).findFirst();
        assumeTrue(program.isPresent(), "unbound is not installed (Debian package unbound)");
        assumeTrue(compiledWith(program.get(), "--with-libnghttp2"), "this unbound cannot serve DNS over HTTPS: it was compiled without nghttp2");
        authority = TestCertificate.of("dns:localhost,ip:127.0.0.1").writeTo(directory);
        int plainPort = freePort();
        tlsPort = freePort();
        httpsPort = freePort();
        Path config = Files.writeString(directory.resolve("unbound.conf"), """
                server:
                  directory: "%1$s"
                  chroot: ""
                  username: ""
                  pidfile: ""
                  use-syslog: no
                  do-daemonize: no
                  num-threads: 1
                  do-ip6: no
                  interface: 127.0.0.1@%2$d
                  interface: 127.0.0.1@%3$d
                  interface: 127.0.0.1@%4$d
                  tls-port: %3$d
                  https-port: %4$d
                  tls-service-key: "%1$s/key.pem"
                  tls-service-pem: "%1$s/cert.pem"
                  access-control: 127.0.0.0/8 allow
                  local-zone: "mesh.test." static
                  local-data: 'slot-1.mb-001122334455.mesh.test. 60 IN TXT "%5$s" "%6$s"'
                remote-control:
                  control-enable: no
                """.formatted(directory, plainPort, tlsPort, httpsPort, LONG.substring(0, 255), LONG.substring(255, 500)));
        unbound = new ProcessBuilder(program.get().toString(), "-d", "-c", config.toString()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("unbound.log").toFile()).start();
        vertx = Vertx.vertx();
        await(tlsPort);
        await(httpsPort);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (unbound != null) {
            unbound.destroy();
            unbound.waitFor(10, TimeUnit.SECONDS);
            vertx.close().await();
        }
    }

    @Test
    void is_read_over_tls() {
        assertReads("tls://127.0.0.1:" + tlsPort);
        assertReads("tls://127.0.0.1:" + tlsPort + "#localhost");
        assertReads("tls://localhost:" + tlsPort);
    }

    @Test
    void is_read_over_https() {
        assertReads("https://127.0.0.1:" + httpsPort + "/dns-query");
        assertReads("https://localhost:" + httpsPort + "/dns-query");
    }

    @Test
    void a_certificate_for_another_name_is_refused() {
        try (SecureTransports secure = Secure.trusting(Optional.of(authority), vertx)) {
            assertThat(pool("tls://127.0.0.1:" + tlsPort + "#other.test", secure).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
        }
    }

    private static void assertReads(String resolver) {
        try (SecureTransports secure = Secure.trusting(Optional.of(authority), vertx)) {
            ResolverPool pool = pool(resolver, secure);
            for (int i = 0; i < 3; i++) {
                assertThat(pool.lookup(NAME)).as(resolver).isEqualTo(new Lookup.Found(List.of(TxtValue.of(LONG.substring(0, 500)))));
            }
            assertThat(pool.lookup(new OwnerName("absent.mesh.test"))).as(resolver).isEqualTo(new Lookup.Absent());
        }
    }

    private static ResolverPool pool(String resolver, SecureTransports secure) {
        return new ResolverPool(List.of(Upstream.parseAny(resolver, 53).orElseThrow()), new ResolverPool.Settings(Duration.ofSeconds(5), false, 53),
                new SteppedTime(), new Random(1), secure);
    }

    private static boolean compiledWith(Path program, String option) throws IOException {
        Process told = new ProcessBuilder(program.toString(), "-V").redirectErrorStream(true).start();
        return new String(told.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains(option);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(int port) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                assertThat(unbound.isAlive() && System.nanoTime() < end).as(Files.readString(directory.resolve("unbound.log"))).isTrue();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }
}
