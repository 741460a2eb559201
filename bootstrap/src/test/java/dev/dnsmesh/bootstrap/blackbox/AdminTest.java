package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dnsmesh-node admin}, beside a node that runs and without one. */
class AdminTest {
    private static final String SLOT = "slot-1.mb-0123456789ab.mesh.local";

    @TempDir
    private Path directory;

    @Test
    void a_running_node_obeys_at_once_and_a_stopped_one_when_it_runs_again() {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory);
        String rotated;
        try (NodeUnderTest node = setup.start()) {
            String old = node.issueKey("alice@mesh.local");
            assertThat(write(node, old, "one").exit()).isZero();
            assertThat(node.admin("record", "list").output()).contains(SLOT, "one");
            assertThat(node.admin("record", "show", SLOT, "--json").output()).startsWith("[{\"name\":\"" + SLOT + "\",\"value\":\"one\",");
            assertThat(node.admin("stats", "--json").output()).startsWith("{\"records\":1,\"claims\":0,\"tsig_keys_active\":1,\"tsig_keys\":1,");

            Tool.Outcome rotation = node.admin("tsig", "rotate", "alice@mesh.local");
            Matcher key = Pattern.compile("hmac-sha256:\\S+:\\S+").matcher(rotation.output());
            assertThat(key.find()).as(rotation.output() + rotation.errors()).isTrue();
            rotated = key.group();
            assertThat(write(node, old, "two").exit()).as("the old secret").isNotZero();
            assertThat(write(node, rotated, "two").exit()).as("the new one").isZero();

            assertThat(node.admin("record", "delete", SLOT, "--value", "one").output()).isEqualTo("deleted 1 record at " + SLOT + "\n");
            assertThat(read(node)).isEqualTo("\"two\"");
            assertThat(node.admin("record", "delete", SLOT).exit()).isEqualTo(2);
            assertThat(node.admin("token", "issue", "carol@mesh.local", "--spk", "ab".repeat(32), "--json").output())
                    .startsWith("{\"token\":\"dmp_v1_").contains("\"subject\":\"carol@mesh.local\"");
            assertThat(node.admin("token", "rotate", "carol@mesh.local", "--json").output()).startsWith("{\"token\":\"dmp_v1_");
            assertThat(node.admin("owner", "list", "--json").output()).contains("\"carol@mesh.local\"");
            assertThat(node.admin("audit", "tail", "--event", "issued", "--json").output()).startsWith("[{").contains("\"carol@mesh.local\"");
            assertThat(node.stop()).isZero();
        }
        assertThat(setup.admin("token", "list", "--include-revoked", "--json").output().split("\"token_hash\"", -1)).as("both of carol's").hasSize(3);
        assertThat(setup.admin("owner", "release", "carol@mesh.local", "--json").exit()).isZero();
        assertThat(setup.admin("token", "list", "--json").output()).as("released, and with it ended").isEqualTo("[]\n");
        assertThat(setup.admin("stats").output()).contains("records     1 (0 claims)", "TSIG keys   1 active of 1");
        assertThat(setup.admin("record", "delete", SLOT, "--all", "--json").output()).isEqualTo("{\"name\":\"" + SLOT + "\",\"deleted\":1}\n");
        assertThat(setup.admin("record", "show", SLOT).exit()).isEqualTo(1);
        assertThat(setup.admin("tsig", "revoke", "alice@mesh.local", "--json").output()).startsWith("{\"tsig_keys\":[\"alice-");
        assertThat(setup.admin("audit", "tail").output()).contains("tsig_issued", "tsig_revoked");
        try (NodeUnderTest node = setup.start()) {
            assertThat(read(node)).isEmpty();
            assertThat(write(node, rotated, "three").exit()).as("revoked while it was stopped").isNotZero();
        }
    }

    private static Tool.Outcome write(NodeUnderTest node, String key, String value) {
        return Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local\nadd " + SLOT + " 3600 TXT \"" + value + "\"\nsend\n", "-y", key);
    }

    private static String read(NodeUnderTest node) {
        return Tool.DIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), "+short", SLOT, "TXT").line();
    }
}
