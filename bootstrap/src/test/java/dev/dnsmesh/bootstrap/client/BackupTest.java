package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dnsmesh.adapters.crypto.Argon2idPassphraseDerivation;
import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.client.Somebody.Outcome;
import dev.dnsmesh.domain.crypto.Argon2idCost;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** Opened here without this client: the layout, the cipher and its associated data are those of client.md 19.9. */
    @Test
    void the_file_is_laid_out_as_the_specification_says() throws IOException, GeneralSecurityException {
        Somebody dan = Somebody.called("dan", directory).with("DMP_PASSPHRASE", "correct horse battery staple");
        dan.types("init", "dan").isDone();
        dan.types("contacts", "add", "zoe", "55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877").isDone();
        Path file = directory.resolve("dan.backup");
        dan.types("backup", file.toString()).isDone();

        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        byte[] magic = taken(content, 8);
        assertThat(magic).asString(StandardCharsets.US_ASCII).isEqualTo("DMPBKP1\n");
        byte[] headerText = taken(content, content.getInt());
        JsonNode header = JSON.readTree(headerText);
        assertThat(header.get("username").asText()).isEqualTo("dan");
        assertThat(header.get("spk").asText()).isEqualTo(dan.types("identity", "show", "--json").isDone().out().replaceAll(".*signing_public_key\":\"(\\w+).*\n", "$1"));
        assertThat(header.get("kdf").toString()).startsWith("{\"name\":\"argon2id\",\"t\":3,\"m\":65536,\"p\":1,\"salt\":\"");

        byte[] key = new Argon2idPassphraseDerivation().derive(Secret.of(Octets.utf8("of the backup")),
                new PassphraseSalt(Octets.fromHex(header.at("/kdf/salt").asText()).orElseThrow()), new Argon2idCost(3, 65_536, 1))
                .octets().use(byte[]::clone);
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(HexFormat.of().parseHex(header.get("nonce").asText())));
        cipher.updateAAD(magic);
        cipher.updateAAD(headerText);
        JsonNode document = JSON.readTree(cipher.doFinal(taken(content, content.remaining())));
        assertThat(document.get("config.yaml").asText()).contains("username: \"dan\"", "zoe", "kdf_salt: ");
        assertThat(document.has("passphrase")).isFalse();
        assertThat(document.toString()).doesNotContain("correct horse");
    }

    private static byte[] taken(ByteBuffer content, int length) {
        byte[] taken = new byte[length];
        content.get(taken);
        return taken;
    }

    @Test
    void a_damaged_backup_writes_nothing() throws IOException {
        Somebody cleo = Somebody.called("cleo", directory);
        cleo.types("init", "cleo").isDone();
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
