package dev.dnsmesh.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.spi.Adapter;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.TransportAdapter;
import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.blackbox.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in {@code plugins/} is enough. */
class PluginsTest {
    /** Asks for the SOA of mesh.local. */
    private static final byte[] QUESTION = HexFormat.of().parseHex("123400000001000000000000046d657368056c6f63616c0000060001");

    @TempDir
    private Path directory;
    private Path copy;

    @BeforeEach
    void install() throws IOException {
        copy = DistributionTest.copyOf(DistributionTest.BUILT, directory);
    }

    /** The link, or what it leads to would go with the directory. */
    @AfterEach
    void unlink() throws IOException {
        Files.delete(copy.resolve("lib"));
    }

    @Test
    void for_another_storage() throws IOException {
        plugin("acme.jar", StorageAdapter.class, AcmeStorage.class);
        NodeUnderTest.Refusal chosen = node().with("DMP_STORAGE", "acme").with("DMP_ACME_URL", "acme://x").startRefused();
        assertThat(chosen.errors()).isEqualTo("dnsmesh-node: storage acme: nobody answers at acme://x\n");
        assertThat(chosen.exit()).isEqualTo(1);
        assertThat(node().with("DMP_STORAGE", "acne").startRefused().errors()).contains("DMP_STORAGE=acne is not known here; known: acme, lmdb");
    }

    @Test
    void for_another_transport() throws IOException {
        plugin("line.jar", TransportAdapter.class, AcmeTransport.class);
        try (NodeUnderTest node = node().with("DMP_TRANSPORTS", "acme-line").start()) {
            Matcher served = Pattern.compile("transport acme-line serves 127\\.0\\.0\\.1:(\\d+)").matcher(node.standardError());
            assertThat(served.find()).as(node.standardError()).isTrue();
            byte[] answer = asked(Integer.parseInt(served.group(1)));
            assertThat(answer[3] & 15).as("RCODE").isZero();
            assertThat(answer[7]).as("answers").isEqualTo((byte) 1);
            assertThat(node.stop()).isZero();
        }
    }

    @Test
    void a_transport_that_is_not_there_or_cannot_be_opened_stops_the_start() throws IOException {
        assertThat(node().with("DMP_TRANSPORTS", "acme-line").startRefused().errors())
                .isEqualTo("dnsmesh-node: DMP_TRANSPORTS=acme-line is not known here; known: none\n");
        plugin("line.jar", TransportAdapter.class, AcmeTransport.class);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeUnderTest.Refusal refused = node().with("DMP_TRANSPORTS", "acme-line").with("DMP_ACME_LINE_PORT", String.valueOf(taken.getLocalPort())).startRefused();
            assertThat(refused.errors()).endsWith("dnsmesh-node: transport acme-line: port " + taken.getLocalPort() + " cannot be had\n");
            assertThat(refused.exit()).isEqualTo(1);
        }
    }

    private static byte[] asked(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(QUESTION);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        }
    }

    private NodeUnderTest.Setup node() {
        return NodeUnderTest.in(directory).withProgram(Program.of(copy));
    }

    private <A extends Adapter> void plugin(String file, Class<A> kind, Class<? extends A> adapter) throws IOException {
        try (OutputStream out = Files.newOutputStream(copy.resolve("plugins").resolve(file)); JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + kind.getName()));
            jar.write(adapter.getName().getBytes(StandardCharsets.UTF_8));
            String path = adapter.getPackageName().replace('.', '/') + "/";
            for (String name : new String[] {adapter.getSimpleName(), adapter.getSimpleName() + "$Line"}) {
                try (InputStream code = adapter.getResourceAsStream(name + ".class")) {
                    if (code != null) {
                        jar.putNextEntry(new JarEntry(path + name + ".class"));
                        code.transferTo(jar);
                    }
                }
            }
        }
    }
}
