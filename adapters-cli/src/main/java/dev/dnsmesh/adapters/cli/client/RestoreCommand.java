package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.RestoreClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore FILE}. */
@Command(name = "restore", description = {"Makes a config directory out of a backup.",
    "The backup holds one-time keys: do not go on using the copy it was made of beside this one. Its passphrase comes from"
            + " --passphrase-file, DMP_BACKUP_PASSPHRASE or the terminal."},
        footerHeading = "%nExample:%n", footer = "  dnsmesh --config-home ~/.dmp restore ~/dnsmesh.backup")
public final class RestoreCommand implements Callable<Integer> {
    private final Session session;
    private final Supplier<RestoreClient> restore;

    @Parameters(paramLabel = "FILE", description = "What dnsmesh backup wrote.")
    private String file = "";

    @Option(names = "--force", description = "Move aside what is in the directory.")
    private boolean force;

    @Option(names = "--passphrase-file", paramLabel = "F", description = "Holds the backup's own passphrase.")
    private Optional<String> passphraseFile = Optional.empty();

    public RestoreCommand(Session session, Supplier<RestoreClient> restore) {
        this.session = session;
        this.restore = restore;
    }

    @Override
    public Integer call() {
        return session.end(restore.get().restore(new RestoreClient.Order(file, passphraseFile, force)), done -> session.done(json -> {
            BackupCommand.json(json, done.file(), done.spk(), done.contents());
            json.put("config", done.config());
            done.movedTo().ifPresent(place -> json.put("moved_to", place));
        }, out -> {
            out.println("restored to " + done.config());
            BackupCommand.text(out, done.contents());
            done.movedTo().ifPresent(place -> out.println("what was there is now in " + place));
        }));
    }
}
