package dev.dnsmesh.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on a free loopback port, with everything behind it a fake. */
public final class Node implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    public final ManualTime time = new ManualTime(NOON);
    public final CountingMeter meter = new CountingMeter();
    private final Queue<Throwable> unhandled = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx().exceptionHandler(unhandled::add);
    private final HttpServer server;
    private final InetSocketAddress address;

    public Node(HttpServerSettings settings, Routes... routes) {
        server = new HttpServer(vertx, settings, List.of(routes), time, new SeededRandom(7), meter);
        address = server.start();
    }

    public Node(Routes... routes) {
        this(new HttpServerSettings("127.0.0.1", 0), routes);
    }

    public InetSocketAddress address() {
        return address;
    }

    /** {@code METHOD target} without body. */
    public Wire.Reply ask(String methodAndTarget, String... headers) {
        return Wire.once(address, request(methodAndTarget, "", headers));
    }

    /** {@code METHOD target} with a body. */
    public Wire.Reply ask(String methodAndTarget, Body body, String... headers) {
        return Wire.once(address, request(methodAndTarget, body.text(), headers));
    }

    /** The octets of a request. */
    public static String request(String methodAndTarget, String body, String... headers) {
        StringBuilder text = new StringBuilder(methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    public HttpServer server() {
        return server;
    }

    /** Nothing must have thrown on an event loop. */
    @Override
    public void close() {
        server.stop(Duration.ofSeconds(2));
        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(unhandled).isEmpty();
    }

    /** Text of a body, one octet a character. */
    public record Body(String text) {
    }
}
