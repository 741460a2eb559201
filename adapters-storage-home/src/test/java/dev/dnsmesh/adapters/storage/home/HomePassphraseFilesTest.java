package dev.dnsmesh.adapters.storage.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.PassphraseFiles.Read;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomePassphraseFilesTest {
    @TempDir
    Path directory;

    private Read read(String path) {
        return new HomePassphraseFiles(directory.resolve("home"), directory.resolve("work")).read(path);
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Test
    void a_tilde_is_the_home_and_anything_else_is_under_the_working_directory() throws IOException {
        write("home/pass", "at home".getBytes());
        write("work/pass", "at work".getBytes());

        assertThat(read("~/pass")).isEqualTo(new Read.Found(Secret.of(Octets.utf8("at home"))));
        assertThat(read("pass")).isEqualTo(new Read.Found(Secret.of(Octets.utf8("at work"))));
        assertThat(read(directory.resolve("home/pass").toString())).isInstanceOf(Read.Found.class);
    }

    @Test
    void absent_and_unreadable_are_told_apart() throws IOException {
        write("work/binary", new byte[] {(byte) 0xff, 0x00});

        assertThat(read("gone")).isInstanceOf(Read.Absent.class);
        assertThat(read("binary")).isInstanceOf(Read.Unreadable.class);
        assertThat(read(directory.toString())).isInstanceOf(Read.Unreadable.class);
        assertThat(read("a\0b")).isInstanceOf(Read.Unreadable.class);
    }
}
