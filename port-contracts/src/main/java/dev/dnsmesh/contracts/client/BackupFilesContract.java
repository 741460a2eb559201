package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.BackupFiles;
import dev.dnsmesh.application.client.port.out.BackupFiles.Done;
import dev.dnsmesh.application.client.port.out.BackupFiles.Read;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import org.junit.jupiter.api.Test;

/** {@link BackupFiles} (client.md 19.9). */
public interface BackupFilesContract {
    /** With an empty config directory. */
    BackupFiles newFiles();

    /** Where a file could be that is not there. */
    String newFile();

    /** Where no file can be. */
    String impossibleFile();

    @Test
    default void a_file_holds_what_was_written_and_goes_only_where_that_was_meant() {
        BackupFiles files = newFiles();
        String file = newFile();
        assertThat(files.write(file, Octets.utf8("one"), false)).isInstanceOf(Done.Written.class);
        assertThat(files.write(file, Octets.utf8("two"), false)).isEqualTo(new Done.Exists());
        assertThat(files.read(file)).isEqualTo(new Read.Found(Octets.utf8("one")));
        assertThat(files.write(file, Octets.of((byte) 0xff, (byte) 0), true)).isInstanceOf(Done.Written.class);
        assertThat(files.read(file)).isEqualTo(new Read.Found(Octets.of((byte) 0xff, (byte) 0)));
    }

    @Test
    default void what_cannot_be_read_or_written_is_told_in_one_line() {
        assertThat(newFiles().read(newFile())).isInstanceOfSatisfying(Read.Failed.class, failed -> assertOneLine(failed.why()));
        assertThat(newFiles().read(impossibleFile())).isInstanceOfSatisfying(Read.Failed.class, failed -> assertOneLine(failed.why()));
        assertThat(newFiles().write(impossibleFile(), Octets.EMPTY, true))
                .isInstanceOfSatisfying(Done.Failed.class, failed -> assertOneLine(failed.why()));
    }

    @Test
    default void what_is_in_the_directory_is_set_aside_once() {
        BackupFiles files = newFiles();
        assertThat(files.setAside("before-restore-1")).isEmpty();
        String passphrase = files.keepPassphrase(Secret.of(Octets.utf8("pass word")));
        assertThat(files.read(passphrase)).isEqualTo(new Read.Found(Octets.utf8("pass word")));
        assertThat(files.setAside("before-restore-2")).isPresent();
        assertThat(files.read(passphrase)).isInstanceOf(Read.Failed.class);
        assertThat(files.setAside("before-restore-3")).isEmpty();
    }

    private static void assertOneLine(String why) {
        assertThat(why).isNotBlank().doesNotContain("\n");
    }
}
