package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.launch.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dnsmesh-node admin}, beside a node that runs and without one. */
class AdminTest {
    private static final String SLOT = "slot-1.mb-0123456789ab.mesh.local";

    @TempDir
    private Path directory;

    /** Most commands are run without the JVM that their launcher would start. */
    private static InProcess.Said admin(NodeUnderTest.Setup setup, String... words) {
        return InProcess.run(setup.environment(), Stream.concat(Stream.of("admin"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void a_running_node_obeys_at_once_and_a_stopped_one_when_it_runs_again() throws IOException {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory).with("DMP_DATA_DIR", directory.resolve("data").toString()).with("USER", "tester");
        String rotated;
        try (NodeUnderTest node = setup.start()) {
            String old = node.issueKey("alice@mesh.local");
            assertThat(write(node, old, "one").exit()).isZero();
            assertThat(node.admin("record", "show", SLOT, "--json").output()).startsWith("[{\"name\":\"" + SLOT + "\",\"value\":\"one\",");

            Matcher key = Pattern.compile("hmac-sha256:\\S+:\\S+").matcher(admin(setup, "tsig", "rotate", "alice@mesh.local").output());
            assertThat(key.find()).isTrue();
            rotated = key.group();
            assertThat(write(node, old, "two").exit()).as("the old secret").isNotZero();
            assertThat(write(node, rotated, "two").exit()).as("the new one").isZero();
            assertThat(admin(setup, "record", "delete", SLOT, "--value", "one").output()).isEqualTo("deleted 1 record at " + SLOT + "\n");
            assertThat(read(node)).isEqualTo("\"two\"");

            publish(node, "note-bob.mesh.local");
            publish(node, "note-bea.mesh.local");
            AdminWords.play(setup.environment(), "bob", "note-bob.mesh.local");
            assertThat(HttpWire.ask(node.httpPort(), "GET /stats").body()).as("told at once").isEqualTo("{\"records\":4}");
            assertThat(admin(setup, "audit", "tail", "--event", "issued", "--json").output()).contains("\"bob@mesh.local\"");
            assertThat(node.stop()).isZero();
        }
        AdminWords.play(setup.environment(), "bea", "note-bea.mesh.local");
        assertThat(setup.admin("record", "delete", SLOT, "--all", "--json").output()).isEqualTo("{\"name\":\"" + SLOT + "\",\"deleted\":1}\n");
        assertThat(admin(setup, "tsig", "revoke", "alice@mesh.local", "--json").output()).startsWith("{\"tsig_keys\":[\"alice-");
        assertThat(admin(setup, "stats").output()).contains("records     0 (0 claims)", "TSIG keys   0 active of 3");
        try (NodeUnderTest node = setup.start()) {
            assertThat(read(node)).isEmpty();
            assertThat(write(node, rotated, "three").exit()).as("revoked while it was stopped").isNotZero();
        }
    }

    private static void publish(NodeUnderTest node, String name) throws IOException {
        String operator = "Authorization: Bearer " + Files.readString(node.dataDirectory().resolve("operator.token")).strip();
        for (String value : AdminWords.VALUES) {
            assertThat(HttpWire.ask(node.httpPort(), "POST /v1/records/" + name, List.of(operator), "{\"value\":\"" + value + "\",\"ttl\":300}").status())
                    .isEqualTo(201);
        }
    }

    private static Tool.Outcome write(NodeUnderTest node, String key, String value) {
        return Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local\nadd " + SLOT + " 3600 TXT \"" + value + "\"\nsend\n", "-y", key);
    }

    private static String read(NodeUnderTest node) {
        return Tool.DIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), "+short", SLOT, "TXT").line();
    }
}
