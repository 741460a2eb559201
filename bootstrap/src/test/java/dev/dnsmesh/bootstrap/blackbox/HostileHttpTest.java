package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HTTP that nobody should send (http.md 1, 13), at a launched node with a small heap: each gets the right status or is hung up
 * on, and afterwards the process is up, no larger than it may be, stores what it stored, and answers HTTP and DNS.
 */
class HostileHttpTest {
    private static final String RECORD = "/v1/records/web.mesh.local";
    private static final String HEAP = "-Xmx96m";
    private static final long MOST_RESIDENT_KB = 400 * 1024;
    private static final int TEN_MEGABYTES = 10 << 20;
    private static final int IDLE = 10_000;
    private static final int OTHER_FILES = 1_000;
    private static final String INVALID = "400 {\"error\":\"invalid body\"}";

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static String before = "";

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).with("DMP_DATA_DIR", "data").with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1")
                .with("DMP_HTTP_RATE", "0").with("DMP_OPERATOR_TOKEN", "operator").with("DMP_SERVED_ZONE", "mesh.local")
                .with("DMP_REGISTRATION_ENABLED", "1").with("DMP_DNS_UPDATE_ENABLED", "1").with("DMP_AUTH_MODE", "multi-tenant").with("DMP_NODE_HOSTNAME", "node.mesh.local")
                .with("DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", "0").with("DMP_SYNC_PEER_TOKEN", "operator").withProgram(Program.nodeWithOptions(HEAP, "-XX:+ExitOnOutOfMemoryError")).start();
        assertThat(publish(RECORD, "{\"value\":\"kept\",\"ttl\":600}")).isEqualTo("201 {\"ok\":true}");
        before = contents();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void the_node_is_up_no_larger_and_answers() throws IOException {
        assertThat(node.isAlive()).as(node.standardError()).isTrue();
        assertThat(contents()).isEqualTo(before).contains("kept");
        assertThat(HttpWire.ask(node.httpPort(), "GET /health").brief()).isEqualTo("200 {\"status\":\"ok\"}");
        assertThat(residentKilobytes()).isLessThan(MOST_RESIDENT_KB);
        assertThat(node.standardError()).doesNotContain("Exception", "\tat ");
    }

    private static String contents() {
        return new StoreView(node, "web.mesh.local").contents();
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }

    private static String publish(String target, String body) {
        return HttpWire.ask(node.httpPort(), "POST " + target, List.of("Authorization: Bearer operator"), body).brief();
    }

    @Test
    void a_body_of_ten_megabytes_is_refused_unread() {
        for (String target : List.of(RECORD, "/v1/registration/confirm", "/v1/registration/tsig-confirm", "/v1/sync/pull")) {
            try (HttpWire wire = new HttpWire(node.httpPort())) {
                wire.send("POST " + target + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer operator\r\nContent-Length: " + TEN_MEGABYTES + "\r\n\r\n");
                HttpWire.Reply reply = wire.read(true);
                assertThat(reply.brief()).isEqualTo(INVALID);
                assertThat(reply.header("Connection")).contains("close");
                assertThat(takesUntilReset(wire, "x".repeat(1 << 16), TEN_MEGABYTES >> 16)).as("hangs up in the end").isTrue();
            }
        }
    }

    /** Whether the node closes while, or after, all of it is sent. */
    private static boolean takesUntilReset(HttpWire wire, String part, int times) {
        try {
            for (int i = 0; i < times; i++) {
                wire.send(part);
            }
        } catch (UncheckedIOException reset) {
            return true;
        }
        return wire.isAtEnd();
    }

    @Test
    void a_chunked_body_without_end_is_refused_where_it_gets_too_long() {
        try (HttpWire wire = chunked()) {
            String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
            for (int i = 0; i < 5; i++) {
                wire.send(chunk);
            }
            assertThat(wire.read(true).brief()).isEqualTo(INVALID);
            assertThat(takesUntilReset(wire, chunk, TEN_MEGABYTES / 4096)).isTrue();
        }
    }

    @Test
    void sixteen_thousand_chunks_of_one_octet_are_a_body_like_any_other() {
        try (HttpWire wire = chunked()) {
            wire.send("1\r\n \r\n".repeat(16_000)).send("2\r\n[]\r\n0\r\n\r\n");
            assertThat(wire.read(true).brief()).isEqualTo(INVALID);
        }
    }

    @Test
    void chunks_that_are_none_end_the_connection() {
        for (String chunk : List.of("FFFFFFFFFFFFFFFF\r\nx", "80000000\r\nx", "-1\r\nx", "xyz\r\nx", "5;" + "e".repeat(100_000) + "\r\nhello\r\n",
                "0\r\n" + "Trailer: x\r\n".repeat(10_000) + "\r\n")) {
            try (HttpWire wire = chunked()) {
                assertThat(answersOrEnds(wire, chunk)).as(chunk.substring(0, Math.min(20, chunk.length()))).isIn("400", "413", "431", "closed");
            }
        }
    }

    private static HttpWire chunked() {
        return new HttpWire(node.httpPort()).send("POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer operator\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n");
    }

    /** The status of what comes back. */
    private static String answersOrEnds(HttpWire wire, String sent) {
        try {
            wire.send(sent);
        } catch (UncheckedIOException closed) {
            // there may be an answer all the same
        }
        try {
            return String.valueOf(wire.read(true).status());
        } catch (UncheckedIOException closed) {
            assertThat(closed.getCause()).isNotInstanceOf(SocketTimeoutException.class);
            return "closed";
        }
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                Arguments.of("a thousand headers", "431", "GET /health HTTP/1.1\r\n" + "X-Flood: 0123456789\r\n".repeat(1_000) + "\r\n"),
                Arguments.of("a header of 100 KB", "431", "GET /health HTTP/1.1\r\nX-Flood: " + "x".repeat(100_000) + "\r\n\r\n"),
                Arguments.of("a header's name of 100 KB", "431", "GET /health HTTP/1.1\r\n" + "x".repeat(100_000) + ": x\r\n\r\n"),
                Arguments.of("a target of 100 KB", "414", "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a method of 100 KB", "414", "G".repeat(100_000) + " / HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("no version", "400", "GET /health\r\n\r\n"),
                Arguments.of("another protocol", "501", "GET /health SMTP/1.1\r\n\r\n"),
                Arguments.of("a header without a colon", "400", "GET /health HTTP/1.1\r\nHost h\r\n\r\n"),
                Arguments.of("a header's name with a space", "400", "GET /health HTTP/1.1\r\nHost : h\r\n\r\n"),
                Arguments.of("a NUL in a header", "400", "GET /health HTTP/1.1\r\nHost: h\0\r\n\r\n"),
                Arguments.of("a length below zero", "400", "POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n"),
                Arguments.of("a length beyond 64 bits", "400", "POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n"),
                Arguments.of("two lengths", "400", "POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                Arguments.of("a length and chunks", "400", "POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("TLS", "400", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void a_head_that_is_none_is_refused_and_hung_up_on(String what, String status, String head) {
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            assertThat(answersOrEnds(wire, head)).isIn(status, "closed");
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    static Stream<String> nowhere() {
        return Stream.of("/%2e%2e/health", "/v1/records/../../health", "//health", "/health/", "/health%00", "/health?", "/health?x=1", "/HEALTH",
                "/health;x", "/%68ealth", "/./health", "/v1//records/web.mesh.local", "/v1/records", "/v1/records/", "/v1/registration/challenge/",
                "/etc/passwd", "/..%2f..%2fetc/passwd", "/\\..\\health", "http://h/health", "*", "/console/../health", "/\u00e4");
    }

    @ParameterizedTest
    @MethodSource("nowhere")
    void a_target_that_is_no_route_is_not_found(String target) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            try (HttpWire wire = new HttpWire(node.httpPort())) {
                String status = answersOrEnds(wire, method + " " + target + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer operator\r\n\r\n");
                assertThat(status).as(method).isIn("400", "404");
            }
        }
    }

    static Stream<String> names() {
        return Stream.of("a%0ab.mesh.local", "a%0d%0aX-Injected:%20x.mesh.local", "a%00b.mesh.local", "%2e%2e", "..", "a..b.mesh.local", ".mesh.local",
                "a%2fb.mesh.local", "a/b.mesh.local", "a%20b.mesh.local", "%ff%fe.mesh.local", "%zz.mesh.local", "%", "a%", "*.mesh.local",
                "a\\b.mesh.local", "\"a\".mesh.local", "%c3%a9.mesh.local", "a".repeat(64) + ".mesh.local", "a.".repeat(130) + "mesh.local");
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_name_that_is_none_is_never_stored(String name) {
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            wire.send(HttpWire.request("POST /v1/records/" + name, List.of("Authorization: Bearer operator"), "{\"value\":\"x\"}"));
            HttpWire.Reply reply = wire.read(true);
            assertThat(reply.status()).isIn(400, 404);
            assertThat(reply.header("X-Injected")).isEmpty();
        }
    }

    static Stream<Arguments> bodies() {
        return Stream.of(Arguments.of("no object", "[]"), Arguments.of("a number", "1"), Arguments.of("a string", "\"value\""), Arguments.of("null", "null"),
                Arguments.of("nothing whole", "{\"value\":"), Arguments.of("two objects", "{}{}"), Arguments.of("a comment", "/* */{\"value\":\"x\"}"),
                Arguments.of("a number as value", "{\"value\":1}"), Arguments.of("null as value", "{\"value\":null}"), Arguments.of("a list as value", "{\"value\":[\"x\"]}"),
                Arguments.of("an object as value", "{\"value\":{\"value\":\"x\"}}"), Arguments.of("no value", "{\"ttl\":60}"),
                Arguments.of("a text as TTL", "{\"value\":\"x\",\"ttl\":\"60\"}"), Arguments.of("a fraction as TTL", "{\"value\":\"x\",\"ttl\":1.5}"),
                Arguments.of("a TTL below zero", "{\"value\":\"x\",\"ttl\":-1}"), Arguments.of("a TTL beyond numbers", "{\"value\":\"x\",\"ttl\":1e400}"),
                Arguments.of("truth as TTL", "{\"value\":\"x\",\"ttl\":true}"), Arguments.of("half a surrogate", "{\"value\":\"\\ud800\"}"),
                Arguments.of("lists in lists", "{\"value\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}"), Arguments.of("objects in objects", "{\"a\":".repeat(3_000)),
                Arguments.of("a number of many digits", "{\"value\":\"x\",\"ttl\":" + "9".repeat(16_000) + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void json_that_is_not_what_it_should_be_is_refused(String what, String body) {
        assertThat(publish(RECORD, body)).startsWith("400 {\"error\":\"");
    }

    @Test
    void a_megabyte_of_small_values_takes_no_more_room_than_it_may() {
        for (String body : List.of("{\"names\":[" + "1,".repeat(500_000) + "1]}", "{\"names\":[" + "\"\",".repeat(300_000) + "\"\"]}",
                "[".repeat(1_000_000), "{\"names\":[" + "{},".repeat(300_000) + "{}]}", "{\"names\":[\"" + "\\u0000".repeat(150_000) + "\",1]}")) {
            assertThat(publish("/v1/sync/pull", body)).startsWith("400 {\"error\":\"");
        }
    }

    @Test
    void octets_that_are_no_utf8_are_no_json() throws IOException {
        for (int[] octets : new int[][] {{0xff}, {0xc3, 0x28}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf8, 0x88, 0x80, 0x80, 0x80}}) {
            byte[] body = WireRequest.concat("{\"value\":\"".getBytes(StandardCharsets.US_ASCII), octets(octets), "\"}".getBytes(StandardCharsets.US_ASCII));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.httpPort())) {
                socket.setSoTimeout(20_000);
                OutputStream out = socket.getOutputStream();
                out.write(("POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer operator\r\nConnection: close\r\nContent-Length: " + body.length
                        + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400 ").endsWith("{\"error\":\"invalid body\"}");
            }
        }
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    @Test
    void the_silent_and_the_slow_are_sent_away_in_time_and_dns_is_answered_meanwhile() throws Exception {
        Map<String, Callable<String>> visitors = new LinkedHashMap<>();
        visitors.put("says nothing", () -> dribble("", ""));
        visitors.put("a head now and then", () -> dribble("GET /health HTTP/1.1\r\n", "X: x\r\n"));
        visitors.put("a body now and then", () -> dribble("POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer operator\r\nContent-Length: 16000\r\n\r\n", "x"));
        visitors.put("chunks now and then", () -> dribble("POST " + RECORD + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer operator\r\nTransfer-Encoding: chunked\r\n\r\n",
                "1\r\nx\r\n"));
        visitors.put("a DNS message now and then", () -> dribble("POST /dns-query HTTP/1.1\r\nHost: h\r\nContent-Type: application/dns-message\r\n"
                + "Content-Length: 16000\r\n\r\n", "x"));
        Map<String, Future<String>> ends = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            visitors.forEach((name, visit) -> ends.put(name, threads.submit(visit)));
            do {
                assertDnsAnswersInTime();
            } while (!areOver(ends));
            assertThat(ends.get("says nothing").get()).matches("(9|1[0-9]) s: ");
            assertThat(ends.get("a head now and then").get()).matches("(9|1[0-9]) s: (HTTP/1.1 408 .*)?");
            assertThat(ends.get("a body now and then").get()).matches("(29|3[0-9]) s: HTTP/1.1 408 .*");
            assertThat(ends.get("chunks now and then").get()).matches("(29|3[0-9]) s: HTTP/1.1 408 .*");
            assertThat(ends.get("a DNS message now and then").get()).matches("(29|3[0-9]) s: HTTP/1.1 408 .*");
        }
    }

    private static boolean areOver(Map<String, Future<String>> ends) throws Exception {
        for (Future<String> end : ends.values()) {
            try {
                end.get(100, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException goesOn) {
                return false;
            }
        }
        return true;
    }

    /** Sends the start, then a part every half second, and says after how many seconds what came back. */
    private static String dribble(String start, String part) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.httpPort())) {
            long began = System.nanoTime();
            socket.setSoTimeout(500);
            StringBuilder answer = new StringBuilder();
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                try {
                    int octet = socket.getInputStream().read();
                    if (octet < 0 || octet == '\n') {
                        break;
                    }
                    answer.append((char) octet);
                } catch (SocketTimeoutException quiet) {
                    socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException reset) {
                    break;
                }
            }
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s: " + answer.toString().strip();
        }
    }

    private static void assertDnsAnswersInTime() {
        try (DnsPeer peer = DnsPeer.of(node)) {
            for (boolean tcp : new boolean[] {false, true}) {
                long asked = System.nanoTime();
                byte[] question = WireRequest.query("web.mesh.local", WireRequest.TXT).bytes();
                assertThat((tcp ? peer.askOverTcp(question) : peer.ask(question)).answers()).isEqualTo(1);
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    @Test
    void ten_thousand_idle_connections_keep_nobody_else_away() throws IOException {
        long files = mostOpenFiles();
        assumeTrue(files > IDLE + OTHER_FILES, () -> "only " + files + " files may be open here; raise ulimit -Hn above " + (IDLE + OTHER_FILES));
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                idle.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.httpPort())));
                if (i % 1_000 == 999) {
                    assertDnsAnswersInTime();
                    assertThat(HttpWire.ask(node.httpPort(), "GET /health").status()).isEqualTo(200);
                }
            }
            assertThat(Files.list(Path.of("/proc/" + node.pid() + "/fd")).count()).as("files that the node has open").isLessThan(1_000);
            assertThat(residentKilobytes()).isLessThan(MOST_RESIDENT_KB);
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
    }

    /** The hard limit, to which a JVM raises its own. */
    private static long mostOpenFiles() throws IOException {
        String hard = Files.readAllLines(Path.of("/proc/self/limits")).stream().filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s+")[4]).findFirst().orElse("0");
        return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
    }
}
