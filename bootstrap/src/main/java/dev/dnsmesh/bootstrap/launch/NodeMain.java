package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.bootstrap.plugin.Plugins;
import dev.dnsmesh.bootstrap.settings.SettingsSources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dnsmesh-node}: runs a node in the foreground until SIGTERM or SIGINT. */
@Command(name = "dnsmesh-node", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Runs a node of the DNS Mesh Protocol in the foreground.",
        footer = {"", "Settings come from DMP_ variables of the environment and, below it, from --config FILE.",
            "Without any of them the node runs for this machine only: DNS on 127.0.0.1:5353, HTTP on 127.0.0.1:8053,",
            "zone mesh.local, state in ./data."},
        subcommands = {ConfigCommand.class, AdminCommand.class, StorageCommand.class, BackupCommands.Backup.class, BackupCommands.Restore.class})
public final class NodeMain implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", scope = CommandLine.ScopeType.INHERIT,
            description = "settings as NAME=value lines, below the environment")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--db-path", paramLabel = "PATH", description = "its directory holds the state (as DMP_DB_PATH)")
    private Optional<Path> dbPath = Optional.empty();

    @Option(names = "--dns-port", paramLabel = "N", description = "as DMP_DNS_PORT")
    private Optional<String> dnsPort = Optional.empty();

    @Option(names = "--http-port", paramLabel = "N", description = "as DMP_HTTP_PORT")
    private Optional<String> httpPort = Optional.empty();

    private final Map<String, String> environment;

    NodeMain(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Exit status: 0 after an orderly stop; 1 when the node cannot start; 2 for arguments that make no sense. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine line = new CommandLine(new NodeMain(environment));
        line.getSubcommands().get("admin").setStopAtPositional(true).setUnmatchedOptionsArePositionalParams(true);
        return line;
    }

    @Override
    public Integer call() {
        Plugins plugins = Plugins.onClassPath();
        return new NodeProcess(System.out, System.err, plugins).run(sources(plugins));
    }

    Map<String, String> environment() {
        return environment;
    }

    /** What the command line and the environment say. */
    SettingsSources sources(Plugins plugins) {
        return sources(plugins, Optional.empty());
    }

    /** The same; {@code db} goes before {@code --db-path}. */
    SettingsSources sources(Plugins plugins, Optional<Path> db) {
        Map<String, String> options = new HashMap<>();
        db.or(() -> dbPath).ifPresent(path -> options.put("DMP_DATA_DIR",
                Optional.ofNullable(path.getParent()).map(Path::toString).filter(parent -> !parent.isEmpty()).orElse(".")));
        dnsPort.ifPresent(port -> options.put("DMP_DNS_PORT", port));
        httpPort.ifPresent(port -> options.put("DMP_HTTP_PORT", port));
        return new SettingsSources(options, environment, config, plugins.settingNames());
    }
}
