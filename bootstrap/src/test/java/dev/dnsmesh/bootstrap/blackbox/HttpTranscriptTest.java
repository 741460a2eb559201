package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has docs/http-transcripts.md said to nodes: each part of the page to one with the settings that stand at its head, in the
 * order of the page. {@code ...} in an answer stands for anything.
 */
class HttpTranscriptTest {
    private static final Path PAGE = Path.of("../docs/http-transcripts.md");
    private static final Pattern PART = Pattern.compile("## (.+?)\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```(env|http)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("[A-Za-z-]+: .*");
    private static final int FEWEST = 100;

    @TempDir
    private static Path directory;
    private static final List<NodeUnderTest> NODES = new ArrayList<>();

    @AfterAll
    static void stop() {
        NODES.forEach(NodeUnderTest::close);
    }

    @TestFactory
    List<DynamicContainer> the_page_says_what_is_answered() throws IOException {
        List<DynamicContainer> parts = new ArrayList<>();
        long exchanges = 0;
        Matcher part = PART.matcher(Files.readString(PAGE));
        while (part.find()) {
            Part read = Part.of(part.group(1), part.group(2));
            exchanges += read.exchanges().size();
            parts.add(read.tests());
        }
        assertThat(exchanges).as("exchanges on the page").isGreaterThan(FEWEST);
        return parts;
    }

    /** One node and what is said to it. */
    private record Part(String heading, List<String> settings, List<Exchange> exchanges) {
        static Part of(String heading, String text) {
            List<String> settings = new ArrayList<>();
            List<Exchange> exchanges = new ArrayList<>();
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                if (block.group(1).equals("env")) {
                    settings.addAll(block.group(2).lines().toList());
                } else {
                    for (String exchange : block.group(2).strip().split("\n\n")) {
                        exchanges.add(Exchange.of(exchange));
                    }
                }
            }
            return new Part(heading, settings, exchanges);
        }

        DynamicContainer tests() {
            Map<String, String> seen = new HashMap<>();
            List<DynamicTest> tests = new ArrayList<>();
            NodeUnderTest[] node = new NodeUnderTest[1];
            tests.add(dynamicTest("(a node starts)", () -> node[0] = start()));
            for (Exchange exchange : exchanges) {
                String name = exchange.methodAndTarget() + " " + exchange.answer();
                int nth = seen.merge(name, "", (one, more) -> one + "'").length();
                tests.add(dynamicTest(nth == 0 ? name : name + " (" + nth + ")", () -> exchange.check(node[0])));
            }
            return DynamicContainer.dynamicContainer(heading, tests);
        }

        private NodeUnderTest start() throws IOException {
            NodeUnderTest.Setup setup = NodeUnderTest.in(Files.createTempDirectory(directory, "node")).with("DMP_DATA_DIR", "data")
                    .with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_HTTP_RATE", "0")
                    .with("DMP_LOG_LEVEL", "INFO");
            for (String setting : settings) {
                String[] pair = setting.split("=", 2);
                setup = setup.with(pair[0], pair[1]);
            }
            NodeUnderTest node = setup.start();
            NODES.add(node);
            return node;
        }
    }

    /** A request and the answer to it. */
    private record Exchange(String methodAndTarget, List<String> headers, String body, String answer) {
        static Exchange of(String text) {
            List<String> lines = text.lines().toList();
            List<String> headers = new ArrayList<>();
            StringBuilder body = new StringBuilder();
            for (String line : lines.subList(1, lines.size() - 1)) {
                if (HEADER.matcher(line).matches()) {
                    headers.add(line);
                } else {
                    body.append(line);
                }
            }
            String answer = lines.getLast();
            assertThat(answer).as(text).startsWith("= ");
            return new Exchange(lines.getFirst(), headers, body.toString(), answer.substring(2));
        }

        void check(NodeUnderTest node) {
            HttpWire.Reply reply = HttpWire.ask(node.httpPort(), methodAndTarget, headers, body);
            String expected = answer.lines().findFirst().orElseThrow();
            assertThat(reply.brief()).matches("\\Q" + expected.replace("...", "\\E(?s:.*)\\Q") + "\\E");
            assertThat(reply.header("Content-Length")).as("RFC 9110 8.6: none with 204").matches(length -> length.isPresent() || reply.status() == 204);
            if (reply.octets().length > 0 && expected.contains("{")) {
                assertThat(reply.header("Content-Type")).contains("application/json");
            }
            if (!methodAndTarget.startsWith("HEAD ") && reply.octets().length == 0) {
                assertThat(reply.header("Content-Length").orElse("0")).isEqualTo("0");
                assertThat(reply.header("Content-Type")).isEmpty();
            }
            assertThat(reply.header("Server")).isEmpty();
            assertThat(reply.header("Retry-After").isPresent()).as("http.md 13.7").isEqualTo(reply.status() == 429);
            assertThat(reply.header("X-Request-Id").isPresent()).isEqualTo(reply.status() >= 400);
            reply.header("X-Request-Id").ifPresent(id -> assertThat(node.standardError().lines().filter(line -> line.contains("request=" + id)))
                    .singleElement().asString().contains("INFO", "status=" + reply.status()).doesNotContain("mesh.example"));
        }
    }
}
