package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.blackbox.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A config directory that Python made, with SQLite's own library, and goes on using (client.md 16). */
class OtherClientTest {
    private static final String MAKE = """
            import json, os, sqlite3, sys, time
            home = sys.argv[1]
            now = int(time.time())
            os.makedirs(home, mode=0o700)
            open(home + '/config.yaml', 'w').write('''allow_tofu: false
            contacts:
              bob@mesh.local:
                domain: mesh.local
                pub: 55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877
                remote_username: ''
                spk: b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80
            dns_host: null
            domain: mesh.local
            endpoint: http://127.0.0.1:1
            kdf_salt: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            passphrase_file: null
            username: alice
            passphrase_file: %s/secret
            ''' % home)
            open(home + '/secret', 'w').write('correct horse battery staple\\n')
            p = sqlite3.connect(home + '/prekeys.db')
            p.executescript('''PRAGMA journal_mode=WAL; PRAGMA user_version=2;
            CREATE TABLE prekeys(prekey_id INTEGER PRIMARY KEY, private_key BLOB NOT NULL, public_key BLOB NOT NULL, exp INTEGER NOT NULL,
              created_at INTEGER NOT NULL, wire_record TEXT NOT NULL DEFAULT '');
            CREATE INDEX idx_prekeys_exp ON prekeys(exp);''')
            p.execute('INSERT INTO prekeys VALUES(?,?,?,?,?,?)', (4000000000, b'1' * 32, b'2' * 32, now + 3600, now, 'v=dmp1;t=prekey;d=AAAA'))
            p.commit()
            i = sqlite3.connect(home + '/intros.db')
            i.executescript('''PRAGMA journal_mode=WAL; PRAGMA user_version=1;
            CREATE TABLE intros(id INTEGER PRIMARY KEY AUTOINCREMENT, sender_spk BLOB NOT NULL, msg_id BLOB NOT NULL, plaintext BLOB NOT NULL,
              sender_mailbox_domain TEXT NOT NULL, sender_label TEXT NOT NULL DEFAULT '', received_at INTEGER NOT NULL, msg_exp INTEGER NOT NULL,
              UNIQUE(sender_spk, msg_id));
            CREATE INDEX idx_intros_received_at ON intros(received_at DESC);
            CREATE TABLE denylist(sender_spk BLOB PRIMARY KEY, blocked_at INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '');''')
            spk = bytes.fromhex('b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80')
            for n in (1, 2):
              i.execute('INSERT INTO intros(sender_spk,msg_id,plaintext,sender_mailbox_domain,received_at,msg_exp) VALUES(?,?,?,?,?,?)',
                (spk, bytes([n]) * 16, b'message %d from python' % n, 'far.example', now - n, now + 3600))
            i.execute('INSERT INTO denylist VALUES(?,?,?)', (b'\\x07' * 32, now, 'by python'))
            i.commit()
            json.dump([['aa' * 32, 'bb' * 16, now + 3600]], open(home + '/replay_cache.json', 'w'))
            os._exit(0)  # without closing: the rows are in the -wal files alone
            """;
    private static final String LOOK = """
            import json, sqlite3, sys
            home = sys.argv[1]
            p = sqlite3.connect(home + '/prekeys.db')
            print('prekeys', p.execute('PRAGMA user_version').fetchone()[0], p.execute('SELECT prekey_id, wire_record FROM prekeys').fetchall())
            i = sqlite3.connect(home + '/intros.db')
            print('intros', i.execute('PRAGMA user_version').fetchone()[0], [r[0].decode() for r in i.execute('SELECT plaintext FROM intros')])
            print('denied', [r[0].hex()[:8] + ' ' + r[1] for r in i.execute('SELECT sender_spk, note FROM denylist ORDER BY sender_spk')])
            print('seen', [e[0][:4] for e in json.load(open(home + '/replay_cache.json')) if e[0] == 'aa' * 32])
            """;

    private static final String FORM = """
            import sqlite3, sys
            for name in ('prekeys.db', 'intros.db'):
              db = sqlite3.connect(sys.argv[1] + '/' + name)
              print(name, db.execute('PRAGMA journal_mode').fetchone()[0], db.execute('PRAGMA user_version').fetchone()[0])
              for row in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"):
                print(row[0])
            """;
    private static final String COUNT = """
            import json, sqlite3, sys, time
            home = sys.argv[1]
            p = sqlite3.connect(home + '/prekeys.db')
            print(p.execute("SELECT count(*) FROM prekeys WHERE prekey_id <> 4000000000 AND length(private_key) = 32 AND length(public_key) = 32 "
              "AND exp > created_at AND wire_record LIKE 'v=dmp1;t=prekey;d=%'").fetchone()[0], 'prekeys')
            i = sqlite3.connect(home + '/intros.db')
            print([(r[0].decode(), r[1], len(r[2])) for r in
              i.execute("SELECT plaintext, sender_mailbox_domain, sender_spk FROM intros WHERE sender_mailbox_domain = 'mesh.local'")])
            print(len([e for e in json.load(open(home + '/replay_cache.json')) if len(e[0]) == 64 and len(e[1]) == 32 and e[2] > time.time()]), 'seen')
            """;
    private static final String TYPES = """
            import sys, yaml
            c = yaml.safe_load(open(sys.argv[1] + '/config.yaml'))
            print({k: type(c[k]).__name__ for k in ('username', 'kdf_salt', 'verify_pubkey', 'dns_host', 'dns_port', 'dns_resolvers', 'allow_tofu',
              'tsig_secret_hex', 'tsig_dns_port', 'contacts')}, c['of_tomorrow'], sorted(c['contacts']['ben@mesh.local']), list(c) == sorted(c))
            """;

    @TempDir
    private Path directory;
    private Path home;
    private Somebody alice;

    @BeforeEach
    void python_made_a_directory() {
        assumeTrue(python("import sqlite3").exit() == 0, "python3 with sqlite3 is not installed");
        alice = Somebody.called("alice", directory).with("DMP_PASSPHRASE", "");
        home = alice.home().resolve(".dmp");
        assertThat(python(MAKE, home.toString())).isEqualTo(new Tool.Outcome(0, "", ""));
        assertThat(home.resolve("intros.db-wal")).isNotEmptyFile();
    }

    @Test
    void the_identity_is_the_one_that_python_derives() throws IOException {
        assertThat(alice.types("identity", "show").isDone().out())
                .contains("55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877",
                        "b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80");
        assertThat(alice.types("contacts", "list").isDone().out()).contains("bob@mesh.local", "(pinned)");
        assertThat(Files.readString(home.resolve("config.yaml")))
                .contains("verify_pubkey: ", "b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80", "bob@mesh.local", "/secret");
    }

    @Test
    void intros_are_taken_over_decided_on_and_written_back() {
        String list = alice.types("intro", "list").isDone().out();
        assertThat(list).contains("message 1 from python", "message 2 from python", "far.example");
        String first = number(list, "message 1");
        String second = number(list, "message 2");
        assertThat(alice.types("intro", "accept", first).isDone().out()).contains("message 1 from python");
        assertThat(python(LOOK, home.toString()).output()).isEqualTo("""
                prekeys 2 [(4000000000, 'v=dmp1;t=prekey;d=AAAA')]
                intros 1 ['message 2 from python']
                denied ['07070707 by python']
                seen ['aaaa']
                """);
        alice.types("intro", "block", second, "--note", "by java").isDone();
        assertThat(python(LOOK, home.toString()).output()).contains("intros 1 []\n", "denied ['07070707 by python', 'b93debb3 by java']\n");
        assertThat(alice.types("inbox", "list").isDone().out()).contains("message 1");
    }

    /** Whatever this client keeps beside the files of the other one is lost between any two commands. */
    @Test
    void the_shared_files_alone_are_enough_to_write_and_to_be_written_to() throws IOException {
        String form = python(FORM, home.toString()).output();
        Files.writeString(home.resolve("config.yaml"), "# a comment\nof_tomorrow: {list: [1, 'two', 3.5], sure: yes}\n", StandardOpenOption.APPEND);
        try (NodeUnderTest node = NodeUnderTest.in(Files.createDirectory(directory.resolve("node"))).start()) {
            alice.types("config", "set", "endpoint", "http://127.0.0.1:" + node.httpPort()).isDone();
            alice.types("config", "set", "dns_resolvers", "127.0.0.1:" + node.dnsPort()).isDone();
            alice.registersAt(node);
            alice.types("identity", "publish").isDone();
            alice.types("identity", "refresh-prekeys", "--count", "4").isDone();
            Somebody ben = Somebody.called("ben", directory).settlesAt(node).knows(alice, node);
            alice.knows(ben, node);
            Somebody cat = Somebody.called("cat", directory).joins(node).knows(alice, node);
            forget();

            ben.types("send", "alice@mesh.local", "to a shared directory").isDone();
            cat.types("send", "alice@mesh.local", "from a stranger").isDone();
            assertThat(alice.types("recv").isDone().out()).contains("to a shared directory").doesNotContain("not forward secret");
            assertThat(python(COUNT, home.toString()).output()).matches("""
                    [23] prekeys
                    \\[\\('from a stranger', 'mesh.local', 32\\)]
                    3 seen
                    """);
            forget();
            assertThat(alice.types("recv").isDone().out()).contains("(no new messages)");
            assertThat(alice.types("intro", "list").isDone().out()).containsOnlyOnce("from a stranger");

            alice.types("send", "ben@mesh.local", "out of a shared directory").isDone();
            assertThat(ben.types("recv").isDone().out()).contains("out of a shared directory");
        }
        assertThat(python(FORM, home.toString()).output()).isEqualTo(form).contains("prekeys.db wal 2", "intros.db wal 1");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName() + " " + mode(file)).filter(file -> !file.matches("(secret|client.yaml) .*|.*-(wal|shm) .*")))
                    .containsExactlyInAnyOrder("config.yaml rw-------", "client.lock rw-------", "prekeys.db rw-------",
                            "intros.db rw-------", "replay_cache.json rw-------", "state rwx------");
        }
        assertThat(Files.readString(home.resolve("config.yaml"))).contains("# a comment\n\"of_tomorrow\": {list: [1, \"two\", 3.5], sure: yes}\n");
        if (python("import yaml").exit() == 0) {
            assertThat(python(TYPES, home.toString()).output()).isEqualTo("{'username': 'str', 'kdf_salt': 'str', 'verify_pubkey': 'str',"
                    + " 'dns_host': 'NoneType', 'dns_port': 'int', 'dns_resolvers': 'list', 'allow_tofu': 'bool', 'tsig_secret_hex': 'str',"
                    + " 'tsig_dns_port': 'int', 'contacts': 'dict'} {'list': [1, 'two', 3.5], 'sure': True} ['domain', 'pub', 'remote_username', 'spk'] True\n");
        }
    }

    private void forget() throws IOException {
        Files.writeString(home.resolve("client.yaml"), "providers: none\n"); // or else this would be told to others, elsewhere
        try (Stream<Path> files = Files.walk(home.resolve("state"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void what_python_does_meanwhile_is_seen() {
        alice.types("intro", "list").isDone();
        assertThat(python("""
                import sqlite3, sys
                i = sqlite3.connect(sys.argv[1] + '/intros.db')
                i.execute("DELETE FROM intros WHERE plaintext LIKE 'message 1%' OR CAST(plaintext AS TEXT) LIKE 'message 1%'")
                i.execute("INSERT INTO denylist VALUES(?, 1, 'later')", (b'\\x08' * 32,))
                i.commit()
                """, home.toString())).isEqualTo(new Tool.Outcome(0, "", ""));
        assertThat(alice.types("intro", "list").isDone().out()).contains("message 2 from python").doesNotContain("message 1 from python");
        assertThat(alice.types("intro", "blocked").isDone().out()).contains("0808080808", "later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intros.db", "prekeys.db"})
    void files_of_a_newer_client_are_refused_and_left_alone(String file) {
        assertThat(python("import sqlite3, sys; p = sqlite3.connect(sys.argv[1]); p.execute('PRAGMA user_version=99'); p.commit()",
                home.resolve(file).toString()).exit()).isZero();
        assertThat(alice.types("intro", "list", "--json").isFailure(1, "bad_config").err()).contains(file);
        assertThat(python(LOOK, home.toString()).output()).contains(file.replace(".db", " 99 ["), "['message 1 from python', 'message 2 from python']\n");
    }

    @Test
    void who_is_blocked_here_is_heard_again_on_either_side() {
        String spk = "b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80";
        alice.types("intro", "block", number(alice.types("intro", "list").isDone().out(), "message 1"), "--note", "by java").isDone();
        assertThat(python(LOOK, home.toString()).output()).contains("'b93debb3 by java'");
        alice.types("intro", "unblock", spk).isDone();
        assertThat(python(LOOK, home.toString()).output()).contains("denied ['07070707 by python']\n");
        // the other client answers both, and gets another one
        assertThat(python("""
                import sqlite3, sys, time
                i = sqlite3.connect(sys.argv[1] + '/intros.db')
                i.execute('DELETE FROM intros')
                i.execute('INSERT INTO intros(sender_spk,msg_id,plaintext,sender_mailbox_domain,received_at,msg_exp) VALUES(?,?,?,?,?,?)',
                  (b'\\x09' * 32, b'5' * 16, b'message 5', 'far.example', int(time.time()), int(time.time()) + 600))
                i.commit()
                """, home.toString())).isEqualTo(new Tool.Outcome(0, "", ""));
        assertThat(alice.types("intro", "list").isDone().out()).contains("message 5").doesNotContain("from python");
        assertThat(python(LOOK, home.toString()).output()).contains("intros 1 ['message 5']\n", "denied ['07070707 by python']\n");
    }

    @Test
    void a_backup_restored_elsewhere_is_a_directory_that_python_can_use() {
        String file = directory.resolve("backup").toString();
        alice.types("backup", file).isDone();
        Somebody moved = Somebody.called("moved", directory).with("DMP_PASSPHRASE", "");
        moved.types("restore", file).isDone();
        assertThat(python(LOOK, moved.home().resolve(".dmp").toString()).output()).contains(
                "prekeys 2 [(4000000000, 'v=dmp1;t=prekey;d=AAAA')]\n", "message 1 from python", "07070707 by python", "seen ['aaaa']\n");
    }

    private static String number(String list, String message) {
        Matcher matcher = Pattern.compile("#(\\d+)(?:(?!#)[\\s\\S])*" + message).matcher(list);
        assertThat(matcher.find()).as(list).isTrue();
        return matcher.group(1);
    }

    private Tool.Outcome python(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", script));
        command.addAll(List.of(arguments));
        return Tool.run(directory, Map.of(), "", command);
    }
}
