package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the landing page do what it says, as they stand there. */
class JoiningTest {
    private static final Pattern COMMAND = Pattern.compile("<pre[^>]*><code>([^<]*)</code></pre>");

    @TempDir
    private Path directory;

    @Test
    void a_visitor_who_copies_the_commands_of_the_page_has_joined() {
        try (NodeUnderTest node = NodeUnderTest.in(directory).start()) {
            List<String> commands = commands(page(node));
            assertThat(commands).extracting(command -> command.split(" ")[0]).containsExactly("dnsmesh", "dnsmesh", "dnsmesh", "dig", "dig", "dig");
            for (String command : commands.subList(0, 3)) {
                Tool.Outcome outcome = client(command);
                assertThat(outcome.exit()).as(command + "\n" + outcome.output() + outcome.errors()).isZero();
            }
            String identity = Registrant.hash("alice", 16);
            assertThat(HttpWire.ask(node.httpPort(), "GET /stats").body()).doesNotContain(":0}");
            assertThat(node.admin("record", "list").output()).contains("id-" + identity + ".mesh.local");
            assertThat(dig(commands.get(3)).line()).contains("hostmaster.mesh.local.");
            assertThat(dig(commands.get(4)).exit()).as("an answer, if an empty one").isZero();
            assertThat(dig(commands.get(5)).exit()).isZero();
        }
    }

    private static String page(NodeUnderTest node) {
        try (HttpWire wire = new HttpWire(node.httpPort())) {
            return wire.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + node.httpPort() + "\r\n\r\n").read(true).body();
        }
    }

    private static List<String> commands(String page) {
        return COMMAND.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private Tool.Outcome client(String command) {
        List<String> words = new ArrayList<>(Program.client().command());
        words.addAll(List.of(command.split(" ")).subList(1, command.split(" ").length));
        return Tool.run(directory, Map.of("HOME", directory.toString(), "DMP_PASSPHRASE", "a long passphrase of alice"), "", words);
    }

    private static Tool.Outcome dig(String command) {
        String[] words = command.split(" ");
        return Tool.DIG.run(java.util.Arrays.copyOfRange(words, 1, words.length));
    }
}
