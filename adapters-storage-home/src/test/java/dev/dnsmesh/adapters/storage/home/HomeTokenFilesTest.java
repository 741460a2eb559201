package dev.dnsmesh.adapters.storage.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.TokenFiles.Saved;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTokenFilesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    @TempDir
    Path directory;

    private static SavedToken token(String node, long expiresAt) {
        return new SavedToken(node, "a@b.test", "dmp_v1_X", Optional.of(expiresAt), "00", 1);
    }

    @Test
    void a_token_is_found_by_its_host_whatever_port_or_case_and_kept_to_its_owner() throws IOException {
        var files = new HomeTokenFiles(directory.resolve("tokens"));
        assertThat(files.all()).isEmpty();
        assertThat(files.save(token("Node.Test:8053", 0))).isEqualTo(new Saved.Done(directory.resolve("tokens/node.test.json").toString()));
        assertThat(files.usable("node.test.", NOW)).isPresent();
        assertThat(files.all()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("tokens/node.test.json")))).isEqualTo("rw-------");
        assertThat(files.forget("node.test")).isTrue();
        assertThat(files.forget("node.test")).isFalse();
    }

    @Test
    void malformed_files_and_impossible_hosts_are_passed_over() throws IOException {
        Files.writeString(directory.resolve("x.json"), "{\"token\":5}");
        Files.writeString(directory.resolve("y.json"), "{");
        var files = new HomeTokenFiles(directory);
        assertThat(files.all()).isEmpty();
        assertThat(files.save(token("../x", 0))).isInstanceOf(Saved.Failed.class);
        assertThat(files.usable("a/b", NOW)).isEmpty();
    }
}
