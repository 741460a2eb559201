package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.PassphraseFiles.Read;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import org.junit.jupiter.api.Test;

/** {@link PassphraseFiles} (client.md 1.2): the text without white space around it; absent and unreadable are two things. */
public interface PassphraseFilesContract {
    /** Where {@code path}, below the home directory, holds {@code content}. */
    PassphraseFiles with(String path, Octets content);

    @Test
    default void white_space_at_both_ends_is_dropped_and_none_inside() {
        assertThat(with("pass", Octets.utf8(" \tcorrect  horse \u00e9\r\n\n")).read("~/pass")).isEqualTo(found("correct  horse \u00e9"));
        assertThat(with("pass", Octets.EMPTY).read("~/pass")).isEqualTo(found(""));
    }

    @Test
    default void absent_and_unreadable_are_told_apart() {
        PassphraseFiles files = with("binary", Octets.of((byte) 0xff, (byte) 0));
        assertThat(files.read("~/gone")).isEqualTo(new Read.Absent());
        assertThat(files.read("~/gone/further")).isNotInstanceOf(Read.Found.class);
        assertThat(files.read("~/binary")).isInstanceOfSatisfying(Read.Unreadable.class,
                unreadable -> assertThat(unreadable.why()).isNotBlank().doesNotContain("\n"));
    }

    private static Read found(String passphrase) {
        return new Read.Found(Secret.of(Octets.utf8(passphrase)));
    }
}
