package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Help.Ansi;

/**
 * The commands behind {@code dnsmesh-node admin}. The same inside a running node, which is asked through its socket, and
 * in a process of their own that opened the storage. Arguments are judged as a whole before anything is changed.
 */
public final class AdminCommands implements RunAdminCommand {
    private static final Logger LOG = LoggerFactory.getLogger(AdminCommands.class);
    private static final String NAME = "dnsmesh-node admin";

    private final Supplier<AdminPorts> ports;
    private final TimeSource time;

    /**
     * @param ports asked once a command needs them: help and bad arguments open no storage. May throw
     *              {@link StorageUnavailable} and {@link StorageCorrupt}
     */
    public AdminCommands(Supplier<AdminPorts> ports, TimeSource time) {
        this.ports = ports;
        this.time = time;
    }

    @Override
    public Reply run(Command command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = commandLine(new Session(ports, command.user(), time.now(), new PrintWriter(out), new PrintWriter(err)))
                .execute(command.arguments().toArray(String[]::new));
        return new Reply(exit, out.toString(), err.toString());
    }

    private static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new HelpCommand())
                .addSubcommand(new TsigCommands(session))
                .addSubcommand(new OwnerCommands(session))
                .addSubcommand(new TokenCommands(session))
                .addSubcommand(new AuditCommands(session))
                .addSubcommand(new RecordCommands(session))
                .addSubcommand(new StatisticsCommand(session))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(session.out())
                .setErr(session.err());
        ArgumentTypes.registerWith(line);
        line.setParameterExceptionHandler((bad, arguments) -> {
            session.complain(firstLine(bad.getMessage()));
            return Session.BAD_INPUT;
        });
        line.setExecutionExceptionHandler((failure, at, parsed) -> switch (failure) {
            case StorageUnavailable unavailable -> session.complain(unavailable.getMessage());
            case StorageCorrupt corrupt -> session.complain(corrupt.getMessage());
            default -> {
                LOG.error("fault in an admin command", failure);
                yield session.complain("failed unexpectedly (" + failure.getClass().getSimpleName() + "); the log says why");
            }
        });
        return line;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("bad arguments");
    }

    /** Needs a word behind it. */
    @CommandLine.Command(name = NAME, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
            description = "Administers this node: through its socket while it runs, else in its storage directly.")
    static final class Root {
    }
}
