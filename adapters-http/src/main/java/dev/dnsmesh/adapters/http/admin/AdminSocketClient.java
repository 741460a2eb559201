package dev.dnsmesh.adapters.http.admin;

import dev.dnsmesh.application.port.in.RunAdminCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Has a running node run one command. Speaks just enough HTTP/1.1 for it, so that no event loop has to start for that. */
public final class AdminSocketClient implements RunAdminCommand, AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final SocketChannel channel;

    private AdminSocketClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** For one command; empty where no node listens in that data directory. */
    public static Optional<AdminSocketClient> connect(Path dataDirectory) {
        Path path = dataDirectory.resolve(AdminSocket.FILE).toAbsolutePath();
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(path));
                return Optional.of(new AdminSocketClient(channel));
            } catch (IOException refused) {
                channel.close();
                return Optional.empty();
            }
        } catch (IOException unsupported) {
            throw new UncheckedIOException(unsupported);
        }
    }

    /** @throws UncheckedIOException when the node hangs up, or answers what no node would */
    @Override
    public Reply run(Command command) {
        try {
            byte[] body = AdminMessages.of(command).getBytes(StandardCharsets.UTF_8);
            String head = "POST " + AdminMessages.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length + END_OF_HEAD;
            write(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)));
            write(ByteBuffer.wrap(body));
            return reply(read()).orElseThrow(() -> new IOException("the node did not answer as a node does"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    private byte[] read() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(8192);
        while (channel.read(part) >= 0) {
            all.write(part.array(), 0, part.position());
            part.clear();
        }
        return all.toByteArray();
    }

    private static Optional<Reply> reply(byte[] response) {
        String text = new String(response, StandardCharsets.UTF_8);
        int body = text.indexOf(END_OF_HEAD);
        return text.startsWith("HTTP/1.1 200 ") && body > 0
                ? AdminMessages.reply(text.substring(body + END_OF_HEAD.length()))
                : Optional.empty();
    }
}
