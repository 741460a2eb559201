package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools that people have write and read at one node with its settings as they come. */
class ToolsTest {
    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static String key;

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).start();
        key = node.issueKey("alice@mesh.local");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void nsupdate_writes_and_dig_reads() {
        assertWritten(nsupdate("update add udp.mesh.local 300 TXT \"over UDP\"\n", "-y", key));
        assertThat(dig("udp.mesh.local", "TXT", "+short")).isEqualTo("\"over UDP\"");
        assertWritten(nsupdate("update add tcp.mesh.local 300 TXT \"over TCP\" \"in parts\"\n", "-v", "-y", key));
        assertThat(dig("tcp.mesh.local", "TXT", "+short", "+tcp")).isEqualTo("\"over TCPin parts\"");
        assertWritten(nsupdate("update delete udp.mesh.local TXT\n", "-y", key));
        assertThat(dig("udp.mesh.local", "TXT")).contains("status: NXDOMAIN", "mesh.local.\t\t60\tIN\tSOA\tlocalhost. hostmaster.mesh.local.");
    }

    @Test
    void nsupdate_finds_the_zone_by_itself() {
        Tool.Outcome sent = Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nupdate add self.mesh.local 300 TXT found\nsend\n", "-y", key);
        assertWritten(sent);
        assertThat(dig("self.mesh.local", "TXT", "+short")).isEqualTo("\"found\"");
    }

    @Test
    void nsupdate_finds_the_server_by_itself_where_the_system_resolves_at_the_node() throws IOException {
        Path resolver = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        Path script = Files.writeString(directory.resolve("update.sh"), """
                mount --bind %s /etc/resolv.conf || exit 99
                printf 'update add nowhere.mesh.local 300 TXT told\\nsend\\n' | nsupdate -p %d -y %s
                """.formatted(resolver, node.dnsPort(), key));
        assumeTrue(Tool.NSUPDATE.run("-V").exit() == 0);
        Tool.Outcome sent = Tool.UNSHARE.run("--mount", "--map-root-user", "sh", script.toString());
        assumeTrue(!sent.errors().contains("unshare") && sent.exit() != 99, () -> "no mount namespace here: " + sent.errors());
        assertWritten(sent);
        assertThat(dig("nowhere.mesh.local", "TXT", "+short")).isEqualTo("\"told\"");
    }

    @Test
    void nsupdate_is_told_why_a_wrong_key_does_not_do() {
        String wrong = key.substring(0, key.lastIndexOf(':') + 1) + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        assertThat(nsupdate("update add no.mesh.local 300 TXT no\n", "-y", wrong).errors()).contains("NOTAUTH(BADSIG)");
        assertThat(nsupdate("update add no.mesh.local 300 TXT no\n", "-y", key.replace(":alice", ":mallory")).errors()).contains("NOTAUTH(BADKEY)");
        assertThat(nsupdate("update add no.mesh.local 300 TXT no\n").errors()).contains("REFUSED");
        assertThat(dig("no.mesh.local", "TXT", "+short")).isEmpty();
    }

    @Test
    void knsupdate_writes_and_kdig_reads() {
        Tool.Outcome sent = Tool.KNSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local.\nkey " + key
                + "\nadd knot.mesh.local. 300 TXT \"from Knot\"\nsend\nquit\n");
        assertThat(sent.exit()).as(sent.errors()).isZero();
        assertThat(Tool.KDIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), "+short", "knot.mesh.local", "TXT").line())
                .isEqualTo("\"from Knot\"");
        assertThat(Tool.KDIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), "+short", "-y", key, "knot.mesh.local", "TXT").line())
                .as("with a signed query").startsWith("\"from Knot\"").contains("NOERROR 0");
    }

    @Test
    void dnspython_writes_and_reads_with_verified_answers() {
        String[] parts = key.split(":");
        Tool.Outcome run = Tool.PYTHON.feed("""
                import dns.update, dns.query, dns.tsigkeyring, dns.message
                ring = dns.tsigkeyring.from_text({"%s": "%s"})
                update = dns.update.Update("mesh.local", keyring=ring, keyalgorithm="hmac-sha256")
                update.add("python", 300, "TXT", '"from Python"')
                print(dns.query.udp(update, "127.0.0.1", port=%3$d, timeout=10).rcode())
                query = dns.message.make_query("python.mesh.local", "TXT")
                query.use_tsig(ring, algorithm="hmac-sha256")
                for ask in (dns.query.udp, dns.query.tcp):
                    answer = ask(query, "127.0.0.1", port=%3$d, timeout=10)
                    print(answer.had_tsig, [r.to_text() for rrset in answer.answer for r in rrset])
                """.formatted(parts[1], parts[2], node.dnsPort()), "-");
        assumeTrue(!run.errors().contains("No module named 'dns'"), "dnspython is not installed (Debian package python3-dnspython)");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output().lines()).containsExactly("0", "True ['\"from Python\"']", "True ['\"from Python\"']");
    }

    private static Tool.Outcome nsupdate(String changes, String... options) {
        return Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local\n" + changes + "send\n", options);
    }

    private static String dig(String... question) {
        String[] arguments = new String[question.length + 3];
        arguments[0] = "@127.0.0.1";
        arguments[1] = "-p";
        arguments[2] = String.valueOf(node.dnsPort());
        System.arraycopy(question, 0, arguments, 3, question.length);
        return Tool.DIG.run(arguments).line();
    }

    private static void assertWritten(Tool.Outcome sent) {
        assertThat(sent.exit()).as(sent.errors()).isZero();
        assertThat(sent.errors()).isEmpty();
    }
}
