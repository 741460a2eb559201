package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.client.Somebody.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    private static Path directory;
    private static NodeUnderTest node;

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** Tells nobody elsewhere of messages. */
    private static Somebody settled(String name) {
        Somebody settled = Somebody.called(name, directory).settlesAt(node);
        settled.types("config", "set", "providers", "none").isDone();
        return settled;
    }

    @Test
    void a_client_moves_to_another_place_and_goes_on_there() throws IOException {
        Somebody ann = settled("ann");
        Somebody ben = settled("ben");
        ann.knows(ben, node);
        ben.knows(ann, node);
        ben.types("send", "ann@mesh.local", "before the move").isDone();
        assertThat(ann.types("recv").isDone().out()).contains("before the move");
        ben.types("send", "ann@mesh.local", "on the move").isDone();

        String file = directory.resolve("ann.backup").toString();
        assertThat(ann.types("backup", file, "--with-inbox", "--with-passphrase", "--json").isDone().out())
                .contains("\"contacts\":1", "\"inbox\":1", "\"passphrase\":1");
        assertThat(ann.types("backup", file, "--json").isFailure(1, "config_exists").err()).contains("--force");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file)))).isEqualTo("rw-------");
        assertThat(Files.readString(Path.of(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("DMPBKP1\n").doesNotContain("kdf_salt", "before the move");

        Somebody moved = Somebody.called("moved", directory).with("DMP_PASSPHRASE", "");
        assertThat(moved.with("DMP_BACKUP_PASSPHRASE", "wrong").types("restore", file, "--json")
                .isFailure(1, "passphrase_mismatch").err()).contains("wrong");
        assertThat(moved.home().resolve(".dmp/config.yaml")).doesNotExist();
        moved.types("restore", file).isDone();
        assertThat(moved.types("inbox", "list").isDone().out()).contains("ben");
        assertThat(moved.types("recv").isDone().out()).contains("on the move").doesNotContain("before the move");
        moved.types("send", "ben@mesh.local", "from the new place").isDone();
        assertThat(ben.types("recv").isDone().out()).contains("from the new place");

        Outcome again = moved.types("restore", file, "--json").isFailure(1, "config_exists");
        assertThat(again.err()).contains("--force");
        assertThat(moved.types("restore", file, "--force").isDone().out()).contains("before-restore-");
    }

    @Test
    void a_damaged_backup_writes_nothing() throws IOException {
        Somebody cleo = settled("cleo");
        Path file = directory.resolve("cleo.backup");
        cleo.types("backup", file.toString()).isDone();
        byte[] octets = Files.readAllBytes(file);
        for (int at : new int[] {0, 20, octets.length / 2, octets.length - 1}) {
            byte[] damaged = octets.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            Somebody other = Somebody.called("other" + at, directory);
            assertThat(other.types("restore", file.toString(), "--json").exit()).isEqualTo(1);
            assertThat(other.home().resolve(".dmp/config.yaml")).doesNotExist();
        }
    }
}
