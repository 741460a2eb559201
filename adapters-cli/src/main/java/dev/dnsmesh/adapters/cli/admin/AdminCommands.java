package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.RunAdminCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Parses and runs one command; what goes wrong is one line and an exit status. */
public final class AdminCommands implements RunAdminCommand {
    private final AdminPorts ports;

    public AdminCommands(AdminPorts ports) {
        this.ports = ports;
    }

    @Override
    public Reply run(Command command) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine line = new CommandLine(new AdminCommand())
                .addSubcommand(new CommandLine(new TsigCommand()).addSubcommand(new TsigIssueCommand(ports.tsigKeys(), command.user())))
                .setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((wrong, arguments) -> {
                    wrong.getCommandLine().getErr().println(wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                });
        int exit = line.execute(command.arguments().toArray(String[]::new));
        return new Reply(exit, output.toString(), errors.toString());
    }

    @CommandLine.Command(name = "dnsmesh-node admin", mixinStandardHelpOptions = true,
            description = "Administers a node, running or not.", subcommands = CommandLine.HelpCommand.class)
    static final class AdminCommand extends Group {
    }

    @CommandLine.Command(name = "tsig", mixinStandardHelpOptions = true, description = "TSIG keys: who may write by DNS UPDATE.")
    static final class TsigCommand extends Group {
    }

    /** A word that needs another one behind it. */
    abstract static class Group implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), spec.qualifiedName() + " needs one of: "
                    + String.join(", ", spec.subcommands().keySet()));
        }
    }
}
