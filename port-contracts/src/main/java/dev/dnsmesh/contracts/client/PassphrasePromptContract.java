package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import org.junit.jupiter.api.Test;

/** {@link PassphrasePrompt}. */
public interface PassphrasePromptContract {
    /** A terminal with somebody who types. */
    interface Harness extends AutoCloseable {
        PassphrasePrompt prompt();

        /** Everything that is to be read on the terminal. */
        String shown();

        @Override
        void close();
    }

    /** @param line what is typed when asked, without the line end */
    Harness newTerminal(String line);

    PassphrasePrompt withoutTerminal();

    @Test
    default void what_was_typed_is_given_whole_and_never_shown() {
        for (String line : new String[] {" correct horse \u00e9 ", ""}) {
            try (Harness terminal = newTerminal(line)) {
                assertThat(terminal.prompt().ask("Passphrase? ")).contains(Secret.of(Octets.utf8(line)));
                assertThat(terminal.shown()).contains("Passphrase? ").doesNotContain("horse");
            }
        }
    }

    @Test
    default void where_nobody_can_be_asked_nothing_is_given() {
        assertThat(withoutTerminal().ask("Passphrase? ")).isEmpty();
    }
}
