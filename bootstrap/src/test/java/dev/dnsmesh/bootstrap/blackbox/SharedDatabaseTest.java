package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launched nodes on PostgreSQL, and what their users see. */
class SharedDatabaseTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private final Database database = Database.shared();

    @TempDir
    private Path directory;

    private NodeUnderTest.Setup node(String name, String url) throws IOException {
        return NodeUnderTest.in(Files.createDirectories(directory.resolve(name))).with("DMP_STORAGE", "postgres").with("DMP_PG_URL", url);
    }

    @Test
    void what_was_written_is_there_after_a_kill() throws IOException {
        String url = database.newDatabase("one");
        try (NodeUnderTest node = node("one", url).start()) {
            String key = node.issueKey("alice@mesh.local");
            assertWritten(nsupdate(node, key, "update add hello.mesh.local 300 TXT \"from PostgreSQL\""));
            assertThat(dig(node, "hello.mesh.local")).isEqualTo("\"from PostgreSQL\"");
            node.kill();
            try (NodeUnderTest again = node.startAgain()) {
                assertThat(dig(again, "hello.mesh.local")).isEqualTo("\"from PostgreSQL\"");
                assertWritten(nsupdate(again, key, "update delete hello.mesh.local TXT"));
                assertThat(dig(again, "hello.mesh.local")).isEmpty();
                assertThat(again.stop()).isZero();
            }
        }
    }

    @Test
    void keys_and_records_of_one_node_are_those_of_the_other() throws IOException {
        String url = database.newDatabase("two");
        try (NodeUnderTest a = node("a", url).start(); NodeUnderTest b = node("b", url).start()) {
            String key = a.issueKey("alice@mesh.local");
            assertThat(dig(b, "shared.mesh.local")).as("now known not to exist").isEmpty();
            assertWritten(nsupdate(b, key, "update add at-b.mesh.local 300 TXT b"));
            assertWritten(nsupdate(a, key, "update add shared.mesh.local 300 TXT one"));
            assertThat(answersWithin(A_SECOND, b, "shared.mesh.local", "\"one\"")).isTrue();
            assertWritten(nsupdate(a, key, "update delete shared.mesh.local TXT\nupdate add shared.mesh.local 300 TXT two"));
            assertThat(answersWithin(A_SECOND, b, "shared.mesh.local", "\"two\"")).isTrue();
            assertThat(answersWithin(A_SECOND, a, "at-b.mesh.local", "\"b\"")).isTrue();

            assertThat(a.admin("tsig", "revoke", "alice@mesh.local").exit()).isZero();
            assertThat(nsupdate(b, key, "update add late.mesh.local 300 TXT no").errors()).contains("NOTAUTH(BADKEY)");
            a.kill();
            assertThat(dig(b, "shared.mesh.local")).isEqualTo("\"two\"");
        }
    }

    @Test
    void a_database_that_cannot_be_used_is_said_in_a_line() throws IOException {
        assertThat(node("c", "jdbc:postgresql://localhost:1/none").startRefused().errors()).contains("storage postgres", "localhost:1");
        assertThat(node("d", "").startRefused().errors()).contains("DMP_PG_URL is not set");
        assertThat(node("e", "mysql://localhost").startRefused().errors()).contains("DMP_PG_URL begins with jdbc:postgresql://");
    }

    private static boolean answersWithin(Duration limit, NodeUnderTest node, String name, String answer) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (dig(node, name).equals(answer)) {
                return true;
            }
        }
        return dig(node, name).equals(answer);
    }

    private static Tool.Outcome nsupdate(NodeUnderTest node, String key, String changes) {
        return Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local\n" + changes + "\nsend\n", "-y", key);
    }

    private static String dig(NodeUnderTest node, String name) {
        return Tool.DIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), name, "TXT", "+short").line();
    }

    private static void assertWritten(Tool.Outcome sent) {
        assertThat(sent.exit()).as(sent.errors()).isZero();
        assertThat(sent.errors()).isEmpty();
    }
}
