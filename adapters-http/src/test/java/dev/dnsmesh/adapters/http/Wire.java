package dev.dnsmesh.adapters.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that says exactly what it is told to, and reports exactly what came back. */
public final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public Wire(InetSocketAddress server) {
        try {
            socket = new Socket(server.getAddress(), server.getPort());
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One exchange on a connection of its own. */
    public static Reply once(InetSocketAddress server, String request) {
        try (Wire wire = new Wire(server)) {
            return wire.send(request).read();
        }
    }

    public Wire send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] octets) {
        try {
            out.write(octets);
            out.flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One response; its body by {@code Content-Length}. */
    public Reply read() {
        return read(true);
    }

    /** One response to HEAD. */
    public Reply readHead() {
        return read(false);
    }

    /** Nothing more comes: the server has closed. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private Reply read(boolean withBody) {
        try {
            String status = line();
            List<String> headers = new ArrayList<>();
            for (String header = line(); !header.isEmpty(); header = line()) {
                headers.add(header);
            }
            Reply head = new Reply(status, headers, new byte[0]);
            int length = withBody ? head.header("Content-Length").map(Integer::parseInt).orElse(0) : 0;
            return new Reply(status, headers, in.readNBytes(length));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed after: " + line);
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A response as it was received. */
    public record Reply(String statusLine, List<String> headers, byte[] octets) {
        public int status() {
            return Integer.parseInt(statusLine.split(" ")[1]);
        }

        public String body() {
            return new String(octets, StandardCharsets.UTF_8);
        }

        public Optional<String> header(String name) {
            return headers.stream().filter(h -> h.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(h -> h.substring(name.length() + 1).strip()).findFirst();
        }

        /** Status and body in one line, for assertions. */
        public String brief() {
            return body().isEmpty() ? Integer.toString(status()) : status() + " " + body();
        }
    }
}
