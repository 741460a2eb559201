package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Duration;

class InMemoryHomeTest implements ClientSettingsStoreContract, ClientLockContract, PassphraseFilesContract, TokenFilesContract,
        PassphrasePromptContract {
    private static InMemoryHome locked() {
        InMemoryHome home = new InMemoryHome();
        assertThat(home.acquire(Duration.ZERO)).isPresent();
        return home;
    }

    @Override
    public ClientSettingsStore newStore() {
        return locked();
    }

    @Override
    public ClientSettingsStore newStoreWithoutAPlace() {
        return locked().readOnly();
    }

    @Override
    public ClientLock newLock() {
        return new InMemoryHome();
    }

    @Override
    public PassphraseFiles with(String path, Octets content) {
        return new InMemoryHome().withFile("~/" + path, content);
    }

    @Override
    public TokenFiles newTokens() {
        return new InMemoryHome();
    }

    @Override
    public Harness newTerminal(String line) {
        InMemoryHome home = new InMemoryHome().typing(line);
        return new Harness() {
            @Override
            public PassphrasePrompt prompt() {
                return home;
            }

            @Override
            public String shown() {
                return String.join("\n", home.questions());
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Override
    public PassphrasePrompt withoutTerminal() {
        return new InMemoryHome();
    }
}
