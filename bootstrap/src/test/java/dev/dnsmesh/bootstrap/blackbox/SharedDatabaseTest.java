package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launched nodes on PostgreSQL, and what their users see. */
class SharedDatabaseTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    /** Less than the bound that holds while it cannot. */
    private static final Duration WHILE_IT_LISTENS_ANEW = Duration.ofSeconds(10);

    @TempDir
    private static Path directory;
    private static NodeUnderTest a;
    private static NodeUnderTest b;

    @BeforeAll
    static void start() throws IOException {
        String url = Database.shared().newDatabase("two");
        a = node("a", url).start();
        b = node("b", url).start();
    }

    @AfterAll
    static void stop() {
        b.close();
        a.close();
    }

    private static NodeUnderTest.Setup node(String name, String url) throws IOException {
        return NodeUnderTest.in(Files.createDirectories(directory.resolve(name))).with("DMP_STORAGE", "postgres").with("DMP_PG_URL", url)
                .with("DMP_TSIG_DAILY_BYTES", "1000");
    }

    @Test
    void keys_and_records_of_one_node_are_those_of_the_other() {
        String key = a.issueKey("alice@mesh.local");
        assertThat(dig(b, "shared.mesh.local")).as("now known not to exist").isEmpty();
        assertWritten(nsupdate(b, key, "update add at-b.mesh.local 300 TXT b"));
        assertWritten(nsupdate(a, key, "update add shared.mesh.local 300 TXT one"));
        assertThat(answersWithin(A_SECOND, b, "shared.mesh.local", "\"one\"")).isTrue();
        assertWritten(nsupdate(a, key, "update delete shared.mesh.local TXT\nupdate add shared.mesh.local 300 TXT two"));
        assertThat(answersWithin(A_SECOND, b, "shared.mesh.local", "\"two\"")).isTrue();
        assertThat(answersWithin(A_SECOND, a, "at-b.mesh.local", "\"b\"")).isTrue();

        assertThat(a.admin("tsig", "revoke", "alice@mesh.local").exit()).isZero();
        assertThat(nsupdate(b, key, "update add late.mesh.local 300 TXT no").errors()).as("at once").contains("NOTAUTH(BADKEY)");
    }

    @Test
    void a_challenge_of_one_node_serves_once_at_another_and_so_does_its_token_everywhere() {
        Registrant bob = new Registrant();
        String confirmation = bob.fields("bob@mesh.local", Registrant.Challenge.asked(a.httpPort())) + "}";
        HttpWire.Reply granted = HttpWire.ask(b.httpPort(), "POST /v1/registration/confirm", List.of(), confirmation);
        assertThat(granted.brief()).startsWith("200 {\"token\":");
        assertThat(HttpWire.ask(a.httpPort(), "POST /v1/registration/confirm", List.of(), confirmation).brief()).as("spent at b")
                .isEqualTo("400 {\"error\":\"challenge expired or unknown\"}");
        String token = Registrant.member(granted, "token");
        assertThat(publish(a, token)).isEqualTo(201);
        assertThat(publish(b, token)).isEqualTo(201);
        Tool.Outcome revoked = a.admin("token", "revoke", "bob@mesh.local");
        assertThat(revoked.exit()).as(revoked.errors()).isZero();
        assertThat(publish(b, token)).as("at once").isEqualTo(401);
    }

    @Test
    void a_signed_update_that_one_node_applied_is_not_applied_again_by_the_other() {
        SigningKey key = SigningKey.of(a.issueKey("carol@mesh.local"));
        byte[] adding = key.sign(WireRequest.update("mesh.local").add("replayed.mesh.local", 300, "v")).octets();
        byte[] deleting = key.sign(WireRequest.update("mesh.local").delete("replayed.mesh.local")).octets();
        try (DnsPeer atA = DnsPeer.of(a); DnsPeer atB = DnsPeer.of(b)) {
            assertThat(atA.ask(adding).rcode()).isZero();
            assertThat(atB.ask(deleting).rcode()).isZero();
            assertThat(atB.ask(adding).rcode()).as("answered as it was").isZero();
        }
        assertThat(dig(b, "replayed.mesh.local")).isEmpty();
        assertThat(answersWithin(A_SECOND, a, "replayed.mesh.local", "")).isTrue();
    }

    @Test
    void what_a_key_adds_in_a_day_counts_at_both() {
        String key = a.issueKey("erin@mesh.local");
        Updates atA = new Updates(a, key);
        Updates atB = new Updates(b, key);
        String value = "v".repeat(200);
        for (int i = 0; i < 4; i++) {
            assertThat(atA.add("a" + i + ".mesh.local", value)).isEqualTo("NOERROR");
        }
        String last = "";
        // alone it would take all of these
        for (int i = 0; i < 4 && !last.equals("REFUSED"); i++) {
            LockSupport.parkNanos(A_SECOND.toNanos());
            last = atB.add("b" + i + ".mesh.local", value + "and more");
        }
        assertThat(last).isEqualTo("REFUSED");
    }

    @Test
    void what_is_written_while_a_node_hears_nothing_is_answered_once_it_listens_again() {
        String key = a.issueKey("dora@mesh.local");
        assertWritten(nsupdate(a, key, "update add unheard.mesh.local 300 TXT old"));
        assertThat(answersWithin(A_SECOND, b, "unheard.mesh.local", "\"old\"")).isTrue();
        Database.shared().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'two'"
                + " AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')");
        assertWritten(nsupdate(a, key, "update delete unheard.mesh.local TXT\nupdate add unheard.mesh.local 300 TXT new"));
        assertThat(answersWithin(WHILE_IT_LISTENS_ANEW, b, "unheard.mesh.local", "\"new\"")).isTrue();
    }

    @Test
    void a_database_that_cannot_be_used_is_said_in_a_line() throws IOException {
        assertThat(node("c", "jdbc:postgresql://localhost:1/none").startRefused().errors()).contains("storage postgres", "localhost:1");
        assertThat(node("d", "").startRefused().errors()).contains("DMP_PG_URL is not set");
        assertThat(node("e", "mysql://localhost").startRefused().errors()).contains("DMP_PG_URL begins with jdbc:postgresql://");
    }

    private static int publish(NodeUnderTest node, String token) {
        return HttpWire.ask(node.httpPort(), "POST /v1/records/dmp.bob.mesh.local", List.of("Authorization: Bearer " + token),
                "{\"value\":\"v\",\"ttl\":60}").status();
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
