package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.bootstrap.blackbox.Mate.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A config directory that a client in Python uses too: what it wrote is used, what we change it sees (client.md 16.5). */
class SharedHomeTest {
    private static final String SPK = "07".repeat(32);
    private static final String TABLES = """
            import os, sqlite3, sys, time
            home = sys.argv[1]
            now = int(time.time())
            spk = bytes([7]) * 32
            intros = sqlite3.connect(home + "/intros.db")
            intros.execute("PRAGMA journal_mode=WAL")
            intros.execute("PRAGMA user_version=1")
            intros.execute("CREATE TABLE IF NOT EXISTS intros (id INTEGER PRIMARY KEY AUTOINCREMENT, sender_spk BLOB NOT NULL, msg_id BLOB NOT NULL, plaintext BLOB NOT NULL, sender_mailbox_domain TEXT NOT NULL, sender_label TEXT NOT NULL DEFAULT '', received_at INTEGER NOT NULL, msg_exp INTEGER NOT NULL, UNIQUE(sender_spk, msg_id))")
            intros.execute("CREATE INDEX IF NOT EXISTS idx_intros_received_at ON intros(received_at DESC)")
            intros.execute("CREATE TABLE IF NOT EXISTS denylist (sender_spk BLOB PRIMARY KEY, blocked_at INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '')")
            """;
    private static final String ADD = TABLES + """
            for i in range(int(sys.argv[2]), int(sys.argv[3])):
                intros.execute("INSERT INTO intros (sender_spk, msg_id, plaintext, sender_mailbox_domain, received_at, msg_exp) VALUES (?, ?, ?, 'far.test', ?, ?)", (spk, bytes([i]) * 16, b"message %d" % i, now + i, now + 600))
            intros.commit()
            os._exit(0)  # the rows are in the write-ahead log only
            """;
    private static final String SHOW = TABLES + """
            print(sorted(row[0].decode() for row in intros.execute("SELECT plaintext FROM intros")), [row[0].hex() == "%s" for row in intros.execute("SELECT sender_spk FROM denylist")])
            """.formatted(SPK);

    @TempDir
    Path directory;
    private Mate bob;

    @BeforeEach
    void a_directory_of_both() {
        bob = Mate.offline("bob@mesh.test", directory);
    }

    private String python(String program, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "-c";
        all[1] = program;
        all[2] = bob.home().toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        Tool.Outcome outcome = Tool.PYTHON.run(all);
        assertThat(outcome.exit()).as(outcome.errors()).isZero();
        return outcome.line();
    }

    @Test
    void intros_and_the_denylist_go_back_and_forth() {
        python(ADD, "1", "4");
        JsonNode intros = bob.done("intro", "list", "--json").json().get("intros");
        assertThat(intros.findValuesAsText("text")).containsExactly("message 3", "message 2", "message 1");
        bob.done("intro", "accept", intros.get(0).get("id").asText());
        assertThat(python(SHOW)).isEqualTo("['message 1', 'message 2'] []");
        assertThat(bob.inbox()).containsExactly("message 3");

        bob.done("intro", "block", intros.get(1).get("id").asText(), "--note", "spam");
        assertThat(python(SHOW)).isEqualTo("['message 1'] [True]");
        // the other client answers one, and gets another one
        python(TABLES + "intros.execute('DELETE FROM intros'); intros.execute('DELETE FROM denylist'); intros.commit()\n");
        python(ADD, "5", "6");
        assertThat(bob.done("intro", "list", "--json").json().get("intros").findValuesAsText("text")).containsExactly("message 5");
        bob.done("intro", "unblock", SPK);
        assertThat(python(SHOW)).isEqualTo("['message 5'] []");
    }

    @Test
    void a_file_of_a_newer_schema_is_left_alone_and_named() {
        python("""
                import sqlite3, sys, time
                db = sqlite3.connect(sys.argv[1] + "/prekeys.db")
                db.execute("PRAGMA journal_mode=WAL")
                db.execute("PRAGMA user_version=3")
                db.commit()
                """);
        Outcome refused = bob.types("intro", "list", "--json");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.json().get("error").get("code").asText()).isEqualTo("bad_config");
        assertThat(refused.err()).contains("prekeys.db");
        assertThat(refused.err().lines()).hasSize(1);
    }
}
