package dev.dnsmesh.bootstrap.blackbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HTTP as a client written elsewhere may speak it: exactly the octets it is told to send, exactly what came back. */
public final class HttpWire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    public HttpWire(int port) {
        this(InetAddress.getLoopbackAddress(), port);
    }

    private HttpWire(InetAddress address, int port) {
        try {
            socket = new Socket(address, port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One exchange on a connection of its own. A body that is not empty is announced by its length. */
    public static Reply ask(int port, String methodAndTarget, List<String> headers, String body) {
        try (HttpWire wire = new HttpWire(port)) {
            wire.send(request(methodAndTarget, headers, body));
            return wire.read(!methodAndTarget.startsWith("HEAD "));
        }
    }

    /** Of a node at another address than 127.0.0.1. */
    public static Reply ask(String address, int port, String methodAndTarget) {
        try (HttpWire wire = new HttpWire(InetAddress.ofLiteral(address), port)) {
            return wire.send(request(methodAndTarget, List.of(), "")).read(true);
        }
    }

    public static Reply ask(int port, String methodAndTarget, String... headers) {
        return ask(port, methodAndTarget, List.of(headers), "");
    }

    public static String request(String methodAndTarget, List<String> headers, String body) {
        StringBuilder text = new StringBuilder(methodAndTarget).append(" HTTP/1.1\r\nHost: node.test\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    public HttpWire send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One response with the body that it announces, if it is to have one. */
    public Reply read(boolean withBody) {
        try {
            String status = line();
            List<String> headers = new ArrayList<>();
            for (String header = line(); !header.isEmpty(); header = line()) {
                headers.add(header);
            }
            Reply head = new Reply(status, headers, new byte[0]);
            int length = withBody ? head.header("Content-Length").map(Integer::parseInt).orElse(0) : 0;
            return new Reply(status, headers, in.readNBytes(length));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the server has nothing more to say and has closed. */
    public boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
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
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A response as it came. */
    public record Reply(String statusLine, List<String> headers, byte[] octets) {
        public int status() {
            return Integer.parseInt(statusLine.split(" ")[1]);
        }

        public String body() {
            return new String(octets, StandardCharsets.UTF_8);
        }

        public Optional<String> header(String name) {
            return headers.stream().filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(header -> header.substring(name.length() + 1).strip()).findFirst();
        }

        /** Status and body in one line. */
        public String brief() {
            return body().isEmpty() ? Integer.toString(status()) : status() + " " + body();
        }
    }
}
