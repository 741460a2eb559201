package dev.dnsmesh.bootstrap.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A peer that takes every token and answers as no peer should, each time with another trick. */
final class HostilePeer implements AutoCloseable {
    static final int TRICKS = 3;
    private static final int FLOOD = 80 << 20;
    private static final int BOMB = 400 << 20;
    private static final String BAD = "v=dmp1;t=manifest;d=AAAA";
    private static final String FOREIGN = "no record of the protocol";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger digests = new AtomicInteger();
    private final byte[] bomb = bomb();

    HostilePeer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/v1/sync/digest", this::digest);
        server.createContext("/v1/sync/pull", this::pull);
        server.createContext("/v1/sync/cluster-manifest", exchange -> send(exchange, 200, "{\"wire\":\"v=dmp1;t=cluster;AAAA\"}".getBytes(StandardCharsets.UTF_8)));
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often it was asked for a digest. */
    int turns() {
        return digests.get();
    }

    private void digest(HttpExchange exchange) throws IOException {
        switch (digests.getAndIncrement()) {
            case 0, 1 -> send(exchange, 200, ("{\"has_more\":true,\"next_cursor\":\"x\",\"records\":[null,7,{\"name\":7},"
                    + entry("slot-1.mb-0123456789ab.mesh.test", BAD) + "," + entry("slot-2.mb-0123456789ab.mesh.test", FOREIGN) + ","
                    + entry("never.mesh.test", "given") + "]}").getBytes(StandardCharsets.UTF_8));
            case 2 -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                send(exchange, 200, bomb);
            }
            default -> flood(exchange);
        }
    }

    private static String entry(String name, String value) {
        try {
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
            return "{\"name\":\"" + name + "\",\"hash\":\"" + hash + "\",\"ts\":1,\"ttl\":86400}";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private void pull(HttpExchange exchange) throws IOException {
        send(exchange, 200, ("{\"records\":[{\"name\":\"slot-1.mb-0123456789ab.mesh.test\",\"value\":\"" + BAD + "\",\"ttl\":600},"
                + "{\"name\":\"slot-2.mb-0123456789ab.mesh.test\",\"value\":\"" + FOREIGN + "\",\"ttl\":600},"
                + "{\"name\":\"never.mesh.test\",\"value\":\"something else\",\"ttl\":600},"
                + "{\"name\":\"unasked.mesh.test\",\"value\":\"given\",\"ttl\":600}]}").getBytes(StandardCharsets.UTF_8));
    }

    private static void flood(HttpExchange exchange) throws IOException {
        byte[] piece = new byte[1 << 16];
        Arrays.fill(piece, (byte) ' ');
        exchange.sendResponseHeaders(200, 0);
        try (exchange; OutputStream out = exchange.getResponseBody()) {
            for (int sent = 0; sent < FLOOD; sent += piece.length) {
                out.write(piece);
            }
        }
    }

    private static byte[] bomb() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"records\":[".getBytes(StandardCharsets.UTF_8));
            byte[] piece = "{},".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int made = 0; made < BOMB; made += piece.length) {
                gzip.write(piece);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        try (exchange; OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
