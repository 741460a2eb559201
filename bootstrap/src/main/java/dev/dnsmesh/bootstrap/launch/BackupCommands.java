package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageBackup;
import dev.dnsmesh.application.spi.StorageBackup.Report;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.domain.json.JsonWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dnsmesh-node backup} and {@code restore}. Exit status: 0 done; 1 refused, nothing changed; 2 bad arguments. */
final class BackupCommands {
    private BackupCommands() {
    }

    /** What both take. */
    static final class Arguments {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(names = "--json", description = "as a JSON object")
        private boolean json;

        private int tell(String done, Report report) {
            System.out.println(json ? new JsonWriter().member("file", file.toString()).member("octets", report.octets())
                    .member("sha256", report.sha256().hex()).member("records", report.records()).member("tsig_keys", report.keys()).end()
                    : done + " " + file + ": " + report.records() + " records, " + report.keys() + " TSIG keys, " + report.octets()
                            + " octets, SHA-256 " + report.sha256().hex());
            System.out.flush();
            return 0;
        }
    }

    @Command(name = "backup", mixinStandardHelpOptions = true, description = {"Writes the state of this node into a file, whether or not the node runs.",
        "The file holds secrets and is its owner's alone."})
    static final class Backup implements Callable<Integer> {
        @ParentCommand
        private NodeMain node;

        @Mixin
        private Arguments arguments;

        @Option(names = "--force", description = "replaces a file that exists")
        private boolean force;

        @Override
        public Integer call() throws Exception {
            return StorageSession.run(() -> {
                StorageSession session = StorageSession.of(node);
                StorageAdapter adapter = session.adapter(session.state().storage());
                return arguments.tell("wrote", backups(adapter).backUp(session.settings(adapter), arguments.file, force));
            });
        }
    }

    @Command(name = "restore", mixinStandardHelpOptions = true, description = {"Makes a backup the state of this node, which must not run.",
        "Peers read everything anew from it."})
    static final class Restore implements Callable<Integer> {
        @ParentCommand
        private NodeMain node;

        @Mixin
        private Arguments arguments;

        @Option(names = "--force", description = "replaces the storage in a data directory that is not empty")
        private boolean force;

        @Override
        public Integer call() throws Exception {
            return StorageSession.run(() -> {
                StorageSession session = StorageSession.of(node);
                StorageAdapter adapter = session.adapter(session.state().storage());
                return arguments.tell("restored", backups(adapter).restore(session.settings(adapter), arguments.file, force));
            });
        }
    }

    private static StorageBackup backups(StorageAdapter adapter) throws StartRefused {
        return adapter.backup().orElseThrow(() -> new StartRefused("the storage " + adapter.id() + " is backed up with its own tools"));
    }
}
