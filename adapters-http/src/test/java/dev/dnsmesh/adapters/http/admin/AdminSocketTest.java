package dev.dnsmesh.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.in.RunAdminCommand.Command;
import dev.dnsmesh.application.port.in.RunAdminCommand.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AdminSocketTest {
    private final Vertx vertx = Vertx.vertx();
    @TempDir
    private Path directory;
    private Optional<AdminSocket> socket = Optional.empty();

    @AfterEach
    void stop() {
        socket.ifPresent(running -> running.stop(Duration.ofSeconds(1)));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_command_goes_in_and_its_reply_comes_back() {
        serve(vertx);
        Command command = new Command(List.of("tsig", "issue", "älice@example.com", "--note=a \"b\"\n"), "root");
        assertThat(run(command)).isEqualTo(new Reply(3, command.arguments() + " by root, ünï\n", "y".repeat(100_000)));
        assertThat(run(new Command(List.of(), "")).out()).startsWith("[] by ");
    }

    @Test
    void it_works_on_the_native_transport_too() {
        Vertx natively = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try {
            assertThat(natively.isNativeTransportEnabled()).isTrue();
            serve(natively);
            assertThat(run(new Command(List.of("x"), "me")).exit()).isEqualTo(3);
            socket.orElseThrow().stop(Duration.ofSeconds(1));
            socket = Optional.empty();
        } finally {
            natively.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void the_socket_is_the_owners_alone_and_gone_after_the_stop() throws IOException {
        serve(vertx);
        Path file = directory.resolve("admin.sock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        socket.orElseThrow().stop(Duration.ofSeconds(1));
        socket = Optional.empty();
        assertThat(file).doesNotExist();
        assertThat(AdminSocketClient.connect(directory)).isEmpty();
    }

    @Test
    void what_a_dead_node_left_behind_is_replaced() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(directory.resolve("admin.sock")));
        }
        assertThat(directory.resolve("admin.sock")).exists();
        assertThat(AdminSocketClient.connect(directory)).isEmpty();
        serve(vertx);
        assertThat(run(new Command(List.of("x"), "me")).exit()).isEqualTo(3);
    }

    @Test
    void a_node_that_lives_is_not_pushed_aside() {
        serve(vertx);
        AdminSocket second = new AdminSocket(vertx, directory, command -> new Reply(0, "", ""));
        assertThatThrownBy(second::start).isInstanceOf(UncheckedIOException.class).hasMessageContaining("another node");
        second.stop(Duration.ofSeconds(1));
        assertThat(run(new Command(List.of("x"), "me")).exit()).isEqualTo(3);
    }

    @Test
    void a_path_that_cannot_be_bound_is_said() {
        AdminSocket far = new AdminSocket(vertx, directory.resolve("x".repeat(100)), command -> new Reply(0, "", ""));
        assertThatThrownBy(far::start).isInstanceOf(UncheckedIOException.class).hasMessageContaining("longer than");
    }

    @Test
    void a_fault_is_a_reply() {
        socket = Optional.of(new AdminSocket(vertx, directory, command -> {
            throw new IllegalStateException("on purpose");
        }));
        socket.get().start();
        assertThat(run(new Command(List.of("x"), "me"))).isEqualTo(
                new Reply(1, "", "the node failed on this command; its log says why\n"));
    }

    @Test
    void what_is_no_command_is_refused() throws IOException {
        serve(vertx);
        for (String body : new String[] {"", "[]", "{}", "{\"arguments\":[1],\"user\":\"x\"}", "{\"arguments\":[]}", "{"}) {
            assertThat(raw("POST /v1/admin", body)).as(body).startsWith("HTTP/1.1 400 ");
        }
        assertThat(raw("POST /v1/admin", "x".repeat(70_000))).startsWith("HTTP/1.1 413 ");
        assertThat(raw("GET /v1/admin", "")).startsWith("HTTP/1.1 405 ");
        assertThat(raw("POST /health", "")).startsWith("HTTP/1.1 404 ");
    }

    private void serve(Vertx with) {
        socket = Optional.of(new AdminSocket(with, directory, command -> new Reply(3,
                command.arguments() + " by " + command.user() + ", ünï\n", "y".repeat(100_000))));
        socket.get().start();
    }

    private Reply run(Command command) {
        try (AdminSocketClient client = AdminSocketClient.connect(directory).orElseThrow()) {
            return client.run(command);
        }
    }

    private String raw(String methodAndPath, String body) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("admin.sock")))) {
            String request = methodAndPath + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        }
    }
}
