package dev.dnsmesh.application.client.usecase.backup;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.PassphraseFiles.Read;
import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** A backup's own passphrase: file, environment, terminal. Never empty. */
public final class BackupPassphrase {
    private final ClientEnvironment environment;
    private final PassphraseFiles files;
    private final PassphrasePrompt prompt;

    public BackupPassphrase(ClientEnvironment environment, PassphraseFiles files, PassphrasePrompt prompt) {
        this.environment = environment;
        this.files = files;
        this.prompt = prompt;
    }

    /** For a new backup: asked twice on the terminal. */
    ClientResult<Secret> fresh(Optional<String> file) {
        return given(file).orElseGet(() -> asked("Passphrase for the backup: ").then(first -> asked("The same again: ")
                .then(second -> first.equals(second) ? ClientResult.done(first)
                        : ClientResult.failed(ClientErrorCode.BAD_CONFIG, "the two passphrases differ"))))
                .then(BackupPassphrase::notEmpty);
    }

    /** Of a backup that exists. */
    ClientResult<Secret> existing(Optional<String> file) {
        return given(file).orElseGet(() -> asked("Passphrase of the backup: ")).then(BackupPassphrase::notEmpty);
    }

    private Optional<ClientResult<Secret>> given(Optional<String> file) {
        return file.map(this::ofFile).or(() -> environment.backupPassphrase().map(ClientResult::done));
    }

    private ClientResult<Secret> ofFile(String path) {
        return switch (files.read(path)) {
            case Read.Found(var passphrase) -> ClientResult.done(passphrase);
            case Read.Absent _ -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, "no file " + path);
            case Read.Unreadable(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, why);
        };
    }

    private ClientResult<Secret> asked(String question) {
        return prompt.ask(question).map(ClientResult::done).orElseGet(() -> ClientResult.failed(ClientErrorCode.BAD_CONFIG,
                "no passphrase for the backup: there is no terminal to ask on; set DMP_BACKUP_PASSPHRASE or --passphrase-file"));
    }

    private static ClientResult<Secret> notEmpty(Secret passphrase) {
        return passphrase.length() > 0 ? ClientResult.done(passphrase)
                : ClientResult.failed(ClientErrorCode.BAD_CONFIG, "the passphrase of a backup must not be empty");
    }
}
