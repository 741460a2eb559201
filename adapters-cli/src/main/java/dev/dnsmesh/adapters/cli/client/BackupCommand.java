package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.BackUpClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup FILE}. */
@Command(name = "backup", description = {"Writes everything of this client into one encrypted file.",
    "The file holds one-time keys: whoever has it and its passphrase can read messages that were encrypted to them, until they"
            + " expire. Its own passphrase comes from --passphrase-file, DMP_BACKUP_PASSPHRASE or the terminal."},
        footerHeading = "%nExample:%n", footer = "  dnsmesh backup ~/dnsmesh.backup --with-inbox")
public final class BackupCommand implements Callable<Integer> {
    private final Session session;
    private final Supplier<BackUpClient> backup;

    @Parameters(paramLabel = "FILE", description = "Where to put it, mode 0600.")
    private String file = "";

    @Option(names = "--with-inbox", description = "Received messages too.")
    private boolean withInbox;

    @Option(names = "--with-passphrase", description = "The identity's passphrase too.")
    private boolean withPassphrase;

    @Option(names = "--passphrase-file", paramLabel = "F", description = "Holds the backup's own passphrase.")
    private Optional<String> passphraseFile = Optional.empty();

    @Option(names = "--force", description = "Overwrite a file that exists.")
    private boolean force;

    public BackupCommand(Session session, Supplier<BackUpClient> backup) {
        this.session = session;
        this.backup = backup;
    }

    @Override
    public Integer call() {
        return session.end(backup.get().backUp(new BackUpClient.Order(file, withInbox, withPassphrase, passphraseFile, force)),
                done -> session.done(json -> json(json, done.file(), done.spk(), done.contents()), out -> {
                    out.println("written to " + done.file());
                    text(out, done.contents());
                }));
    }

    static void json(ObjectNode json, String file, String spk, Map<String, Integer> contents) {
        ObjectNode counts = json.put("file", file).put("spk", spk).putObject("contents");
        contents.forEach(counts::put);
    }

    static void text(PrintWriter out, Map<String, Integer> contents) {
        out.println(contents.entrySet().stream().map(kind -> kind.getKey() + " " + kind.getValue()).collect(Collectors.joining(", ")));
    }
}
