package dev.dnsmesh.adapters.http.client;

import com.sun.net.httpserver.HttpServer;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.NodeClock;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.client.NodeApiContract;
import dev.dnsmesh.contracts.client.NodeClockContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The client's ports over HTTP, held to their contracts against nodes that answer as told. */
class NodeContractsTest implements NodeApiContract, NodeClockContract {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private final List<Runnable> stops = new ArrayList<>();

    @AfterEach
    void stop() {
        stops.forEach(Runnable::run);
    }

    @Override
    public NodeApi newApi() {
        return new HttpNodeApi(() -> CLIENT);
    }

    @Override
    public NodeClock newClock() {
        return new HttpNodeClock(CLIENT, new ManualTime(OURS));
    }

    @Override
    public String baseOfNodeThatAnswers(int status, String body) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                byte[] octets = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
                exchange.getResponseBody().write(octets);
                exchange.close();
            });
            server.start();
            stops.add(() -> server.stop(0));
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The JDK's server tells the time by itself; this one tells another. */
    @Override
    public String baseOfNodeAt(Optional<Instant> time) {
        try {
            ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            stops.add(() -> close(server));
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (var socket = server.accept()) {
                        socket.getInputStream().read(new byte[4096]);
                        socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n"
                                + time.map(now -> "Date: " + DATE.format(now) + "\r\n").orElse("") + "\r\n").getBytes(StandardCharsets.UTF_8));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            return "http://127.0.0.1:" + server.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void close(ServerSocket server) {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String baseOfNobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
