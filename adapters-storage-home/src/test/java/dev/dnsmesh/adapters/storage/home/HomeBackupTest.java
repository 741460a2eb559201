package dev.dnsmesh.adapters.storage.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.BackupFiles.Done;
import dev.dnsmesh.application.client.port.out.BackupFiles.Read;
import dev.dnsmesh.application.client.port.out.ClientBackup;
import dev.dnsmesh.application.client.port.out.ClientBackup.Header;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingRecord;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeBackupTest {
    private static final String KEY = "55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void a_header_gives_back_what_it_was_made_of_and_another_cipher_is_not_ours() {
        HomeBackupDocuments documents = new HomeBackupDocuments();
        Header header = new Header(NOON, "alice", KEY, 3, 65_536, 1, Octets.of(new byte[16]), Octets.of(new byte[12]));
        Octets text = documents.encodeHeader(header);
        assertThat(text.asUtf8().orElseThrow()).contains("\"argon2id\"", "\"t\":3", "\"m\":65536", "\"p\":1", "\"chacha20-poly1305\"");
        assertThat(documents.decodeHeader(text)).contains(header);
        assertThat(documents.decodeHeader(Octets.utf8(text.asUtf8().orElseThrow().replace("chacha20", "xchacha20")))).isEmpty();
    }

    @Property(tries = 200)
    void what_is_no_document_is_refused_and_nothing_is_thrown(@ForAll byte[] nonsense) {
        assertThat(new HomeBackupDocuments().decode(Octets.of(nonsense))).isEmpty();
        assertThat(new HomeBackupDocuments().decodeHeader(Octets.of(nonsense))).isEmpty();
    }

    @Test
    void a_row_that_lacks_something_makes_the_document_none() throws IOException {
        String text = new HomeBackupDocuments().encode(backup()).asUtf8().orElseThrow();
        assertThat(new HomeBackupDocuments().decode(Octets.utf8(text.replace("\"public_key\"", "\"publik_key\"")))).isEmpty();
        assertThat(new HomeBackupDocuments().decode(Octets.utf8(text.replace("PRIMARY", "TERTIARY")))).isEmpty();
        assertThat(new HomeBackupDocuments().decode(Octets.utf8(text.replace("\"version\":1", "\"version\":2")))).isEmpty();
    }

    @Test
    void a_backup_file_is_its_owners_alone_and_not_overwritten_by_accident() throws IOException {
        HomeBackupFiles files = new HomeBackupFiles(directory.resolve("home"), directory.resolve("tokens"));
        String file = directory.resolve("b").toString();
        assertThat(files.write(file, Octets.utf8("one"), false)).isEqualTo(new Done.Written(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file)))).isEqualTo("rw-------");
        assertThat(files.write(file, Octets.utf8("two"), false)).isEqualTo(new Done.Exists());
        assertThat(files.read(file)).isEqualTo(new Read.Found(Octets.utf8("one")));
        files.write(file, Octets.utf8("two"), true);
        assertThat(files.read(file)).isEqualTo(new Read.Found(Octets.utf8("two")));
        assertThat(files.read(file + "x")).isInstanceOf(Read.Failed.class);
        assertThat(files.write(directory.resolve("no/where").toString(), Octets.EMPTY, false)).isInstanceOf(Done.Failed.class);
    }

    @Test
    void what_was_there_is_moved_aside_but_for_lock_and_tokens() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("config.yaml"), "username: alice\n");
        Files.createDirectory(home.resolve("state"));
        Files.createDirectory(home.resolve("tokens"));
        Files.writeString(home.resolve("client.lock"), "");
        HomeBackupFiles files = new HomeBackupFiles(home, home.resolve("tokens"));
        assertThat(files.setAside("before-restore-1")).contains(home.resolve("before-restore-1").toString());
        assertThat(home.resolve("before-restore-1/config.yaml")).exists();
        assertThat(home.resolve("before-restore-1/state")).isDirectory();
        assertThat(home.resolve("tokens")).isDirectory();
        assertThat(home.resolve("client.lock")).exists();
        assertThat(files.setAside("before-restore-2")).isEmpty();
    }

    @Test
    void the_audit_tells_who_else_may_read_what() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Path config = Files.writeString(home.resolve("config.yaml"), "");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        HomeFileAudit audit = new HomeFileAudit(home, home.resolve("tokens"));
        assertThat(audit.faults()).isEmpty();
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(audit.faults()).containsExactly(config + " can be read or written by others: chmod 600 " + config);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(audit.faults()).hasSize(2);
    }

    private ClientBackup backup() throws IOException {
        Files.createDirectories(directory.resolve("of"));
        Files.writeString(directory.resolve("of/config.yaml"), "username: alice\nkdf_salt: 12e3\ncontacts: {bob: {pub: '" + KEY + "'}}\nelse: kept\n");
        var settings = ((Loaded.Found) new HomeSettingsStore(directory.resolve("of")).load()).settings();
        Ed25519PublicKey sender = Ed25519PublicKey.fromHex(KEY).orElseThrow();
        OwnerName owner = OwnerName.parse("x.mesh.local").orElseThrow();
        MessageId id = MessageId.ofRandom(Octets.of(new byte[16]));
        Message message = new Message(0, id, sender, "bob@mesh.local", "mesh.local", Via.PRIMARY, NOON, NOON.plusNanos(5), NOON.plusSeconds(60),
                true, false, Octets.of((byte) 0xff, (byte) 0));
        return new ClientBackup(settings, List.of(new SavedToken("node.example", "alice@mesh.local", "dmp_v1_x", Optional.of(7L), KEY, 8)),
                new ClientBackup.State(
                        List.of(new StoredPrekey(0xffffffffL, Secret.of(new byte[32]), X25519PublicKey.fromHex(KEY).orElseThrow(), NOON, NOON,
                                Optional.of(TxtValue.of("v=dmp1;t=prekey;d="))), new StoredPrekey(2, Secret.of(new byte[] {1}),
                                X25519PublicKey.fromHex(KEY).orElseThrow(), NOON, NOON, Optional.empty())),
                        List.of(new Blocked(sender, NOON, "no")), List.of(message), List.of(new Seen(sender, id, NOON)),
                        List.of(new Outgoing(id, "bob", owner, List.of(new OutgoingRecord(owner, TxtValue.of("a"), 300)),
                                List.of(new OutgoingClaim("mesh.local", "127.0.0.1", 53, owner, TxtValue.of("b"), 300)), NOON, NOON, 1)),
                        List.of(message)), Optional.of(Secret.of(Octets.utf8("pass word"))));
    }
}
