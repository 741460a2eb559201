package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.PassphraseFiles.Read;
import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** Where a passphrase is taken from, in the order of client.md 1.2. */
public final class PassphraseSource {
    private final ClientEnvironment environment;
    private final PassphraseFiles files;
    private final PassphrasePrompt prompt;

    public PassphraseSource(ClientEnvironment environment, PassphraseFiles files, PassphrasePrompt prompt) {
        this.environment = environment;
        this.files = files;
        this.prompt = prompt;
    }

    /** The identity's: environment, configured file, terminal. */
    public ClientResult<Secret> current(IdentityKeys keys) {
        if (environment.passphrase().isPresent()) {
            return ClientResult.done(environment.passphrase().get());
        }
        Optional<String> file = keys.passphraseFile().filter(path -> !path.isBlank());
        Read read = file.map(files::read).orElseGet(Read.Absent::new);
        return switch (read) {
            case Read.Found(var passphrase) -> ClientResult.done(passphrase);
            case Read.Unreadable(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, "passphrase_file: " + why);
            // the file may be on a disk that is not always there
            case Read.Absent _ -> asked("Passphrase: ", "DMP_PASSPHRASE or passphrase_file");
        };
    }

    /** The identity's, where nobody has to be asked for it. */
    public Optional<Secret> atHand(IdentityKeys keys) {
        return environment.passphrase().or(() -> keys.passphraseFile().filter(path -> !path.isBlank()).map(files::read)
                .flatMap(read -> read instanceof Read.Found(var passphrase) ? Optional.of(passphrase) : Optional.empty()));
    }

    /** A rotation's next one: file, environment, terminal. Never empty. */
    public ClientResult<Secret> next(Optional<String> file) {
        ClientResult<Secret> found = file.map(this::ofNamedFile)
                .or(() -> environment.newPassphrase().map(ClientResult::done))
                .orElseGet(() -> asked("New passphrase: ", "DMP_NEW_PASSPHRASE or --new-passphrase-file"));
        return found.then(passphrase -> passphrase.length() > 0 ? ClientResult.done(passphrase)
                : ClientResult.failed(ClientErrorCode.BAD_CONFIG, "the new passphrase is empty"));
    }

    /** {@code DMP_PASSPHRASE} is set to something else: the next command would derive the old key. */
    public boolean environmentDiffersFrom(Secret passphrase) {
        return environment.passphrase().isPresent() && !environment.passphrase().get().equals(passphrase);
    }

    private ClientResult<Secret> ofNamedFile(String path) {
        return switch (files.read(path)) {
            case Read.Found(var passphrase) -> ClientResult.done(passphrase);
            case Read.Absent _ -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, "no file " + path);
            case Read.Unreadable(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, why);
        };
    }

    private ClientResult<Secret> asked(String question, String instead) {
        return prompt.ask(question).map(ClientResult::done).orElseGet(() -> ClientResult.failed(
                ClientErrorCode.BAD_CONFIG, "no passphrase: there is no terminal to ask on; set " + instead));
    }
}
