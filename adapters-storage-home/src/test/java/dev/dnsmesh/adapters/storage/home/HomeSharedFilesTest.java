package dev.dnsmesh.adapters.storage.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.SharedFiles.Read;
import dev.dnsmesh.application.client.port.out.SharedFiles.State;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeSharedFilesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final Ed25519PublicKey SENDER = new Ed25519PublicKey(Octets.of(filled(32, 7)));
    private static final MessageId ID = new MessageId(Octets.of(filled(16, 9)));
    @TempDir
    Path directory;

    private static byte[] filled(int length, int octet) {
        byte[] octets = new byte[length];
        java.util.Arrays.fill(octets, (byte) octet);
        return octets;
    }

    private static StoredPrekey prekey(long id, Optional<TxtValue> wire) {
        return new StoredPrekey(id, Secret.of(filled(32, 1)), new X25519PublicKey(Octets.of(filled(32, 2))),
                NOW.plusSeconds(86_400), NOW, wire);
    }

    private static Message intro() {
        return new Message(1, ID, SENDER, "eve@mesh.test", "mesh.test", Via.PRIMARY, NOW, NOW, NOW.plusSeconds(300),
                false, true, Octets.utf8("hello"));
    }

    private State read() {
        return ((Read.Found) new HomeSharedFiles(directory).read(NOW)).state();
    }

    @Test
    void an_empty_directory_holds_nothing_and_writing_nothing_makes_no_files() throws IOException {
        assertThat(read()).isEqualTo(new State(List.of(), List.of(), List.of(), List.of()));
        new HomeSharedFiles(directory).write(new State(List.of(), List.of(), List.of(), List.of()), Set.of(), Set.of(), NOW);
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_broken_replay_cache_is_an_empty_one() throws IOException {
        Files.writeString(directory.resolve("replay_cache.json"), "[[\"zz\",1,2],[],null,[\"%s\",\"%s\",%d]".formatted(
                SENDER.hex(), ID.octets().hex(), NOW.getEpochSecond() + 5));
        assertThat(read().seen()).isEmpty();
        Files.writeString(directory.resolve("replay_cache.json"), "[[\"zz\",1,2],[],null,[\"%s\",\"%s\",%d]]".formatted(
                SENDER.hex(), ID.octets().hex(), NOW.getEpochSecond() + 5));
        assertThat(read().seen()).hasSize(1);
    }

    @Test
    void a_newer_schema_is_refused_with_the_files_name() throws Exception {
        SharedDatabase.open(directory.resolve("prekeys.db"), 3).close();
        assertThat(new HomeSharedFiles(directory).read(NOW))
                .isInstanceOfSatisfying(Read.TooNew.class, r -> assertThat(r.why()).contains("prekeys.db", "3"));
    }

    @Test
    void databases_made_by_python_are_read_with_their_write_ahead_log_and_stay_usable() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "python3 is not installed: its sqlite3 files are not tried");
        // an old prekeys.db without wire_record, and a connection killed before its log is merged
        run(python, """
                import os, sqlite3, sys
                d = sys.argv[1]
                p = sqlite3.connect(d + "/prekeys.db"); p.execute("PRAGMA journal_mode=WAL")
                p.execute("CREATE TABLE prekeys (prekey_id INTEGER PRIMARY KEY, private_key BLOB NOT NULL, public_key BLOB NOT NULL, exp INTEGER NOT NULL, created_at INTEGER NOT NULL)")
                p.execute("INSERT INTO prekeys VALUES (77, ?, ?, 1767300000, 1767225600)", (b"\\1" * 32, b"\\2" * 32)); p.commit()
                i = sqlite3.connect(d + "/intros.db"); i.execute("PRAGMA journal_mode=WAL"); i.execute("PRAGMA user_version=1")
                i.execute("CREATE TABLE intros (id INTEGER PRIMARY KEY AUTOINCREMENT, sender_spk BLOB NOT NULL, msg_id BLOB NOT NULL, plaintext BLOB NOT NULL, sender_mailbox_domain TEXT NOT NULL, sender_label TEXT NOT NULL DEFAULT '', received_at INTEGER NOT NULL, msg_exp INTEGER NOT NULL, UNIQUE(sender_spk, msg_id))")
                i.execute("CREATE TABLE denylist (sender_spk BLOB PRIMARY KEY, blocked_at INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '')")
                i.execute("INSERT INTO denylist VALUES (?, 1767225600, 'x')", (b"\\7" * 32,)); i.commit()
                os._exit(0)
                """);
        State state = read();
        assertThat(state.prekeys()).extracting(StoredPrekey::id).containsExactly(77L);
        assertThat(state.denylist()).extracting(Blocked::sender).containsExactly(SENDER);
        new HomeSharedFiles(directory).write(new State(List.of(prekey(5, Optional.of(TxtValue.of("w")))), List.of(intro()),
                state.denylist(), List.of()), Set.of(77L), Set.of(), NOW);
        assertThat(run(python, """
                import sqlite3, sys
                d = sys.argv[1]
                print(sqlite3.connect(d + "/prekeys.db").execute("SELECT prekey_id, wire_record FROM prekeys").fetchall(),
                      sqlite3.connect(d + "/prekeys.db").execute("PRAGMA user_version").fetchone()[0],
                      sqlite3.connect(d + "/intros.db").execute("SELECT plaintext FROM intros").fetchall())
                """)).isEqualTo("[(5, 'w')] 2 [(b'hello',)]");
    }

    private String run(Path python, String program) throws Exception {
        Process process = new ProcessBuilder(python.toString(), "-c", program, directory.toString()).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
