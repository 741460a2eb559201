package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.adapters.cli.admin.AdminCommands;
import dev.dnsmesh.adapters.http.admin.AdminSocketClient;
import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.bootstrap.lifecycle.SecretsKeyFile;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.bootstrap.platform.SystemTimeSource;
import dev.dnsmesh.bootstrap.plugin.Plugins;
import dev.dnsmesh.bootstrap.settings.NodeSettingsReading;
import dev.dnsmesh.bootstrap.settings.Problem;
import dev.dnsmesh.bootstrap.settings.StateSettings;
import dev.dnsmesh.bootstrap.wiring.NodeAssembly;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code dnsmesh-node admin ...}: has the node that runs in the data directory do it, over its admin socket; where none
 * runs, opens the storage itself.
 */
@Command(name = "admin", description = "Administers a node, running or not.")
final class AdminCommand implements Callable<Integer> {
    private static final int REFUSED = 1;
    private static final int NO_DIRECTORY = 2;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private NodeMain node;

    @Option(names = "--db", paramLabel = "PATH", description = "its directory holds the state (as DMP_DB_PATH)")
    private Optional<Path> db = Optional.empty();

    @Parameters
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Plugins plugins = Plugins.onClassPath();
        NodeSettingsReading reading = NodeSettingsReading.of(node.sources(plugins, db));
        if (reading.hasErrors()) {
            reading.problems().stream().filter(Problem::isError).forEach(problem -> tell(problem.text()));
            return REFUSED;
        }
        RunAdminCommand.Command command = new RunAdminCommand.Command(arguments, node.environment().getOrDefault("USER", "unknown"));
        StateSettings state = reading.settings().state();
        if (!Files.isDirectory(state.dataDirectory())) {
            return withoutDirectory(state, command);
        }
        Optional<AdminSocketClient> running = AdminSocketClient.connect(state.dataDirectory());
        if (running.isEmpty()) {
            return withoutNode(reading, plugins, command);
        }
        try (AdminSocketClient socket = running.get()) {
            return show(socket.run(command));
        } catch (UncheckedIOException failure) {
            tell("the node did not answer on its admin socket: " + failure.getCause().getMessage());
            return REFUSED;
        }
    }

    /** Help needs no directory, and bad arguments are told first. */
    private int withoutDirectory(StateSettings state, RunAdminCommand.Command command) {
        int exit = show(new AdminCommands(() -> {
            throw new StorageUnavailable("there is no data directory " + state.dataDirectory().toAbsolutePath().normalize()
                    + "; start the node first, or set DMP_DATA_DIR");
        }, new SystemTimeSource()).run(command));
        return exit == REFUSED ? NO_DIRECTORY : exit;
    }

    private int withoutNode(NodeSettingsReading reading, Plugins plugins, RunAdminCommand.Command command) {
        StateSettings state = reading.settings().state();
        Optional<StorageAdapter> storage = plugins.storages().named(state.storage());
        if (storage.isEmpty()) {
            tell(plugins.storages().unknown(state.storage()));
            return REFUSED;
        }
        try {
            return switch (SecretsKeyFile.read(state.secretsKeyFile())) {
                case SecretsKeyFile.Unusable(String complaint) -> throw new StartRefused(complaint);
                case SecretsKeyFile.Usable(var key) -> show(NodeAssembly.administer(reading.settings(), key, storage.get(), command));
            };
        } catch (StartRefused refused) {
            refused.reasons().forEach(this::tell);
            return REFUSED;
        }
    }

    private int show(RunAdminCommand.Reply reply) {
        CommandLine line = spec.commandLine();
        line.getOut().print(reply.out());
        line.getOut().flush();
        line.getErr().print(reply.err());
        line.getErr().flush();
        return reply.exit();
    }

    private void tell(String why) {
        spec.commandLine().getErr().println("dnsmesh-node: " + why);
    }
}
