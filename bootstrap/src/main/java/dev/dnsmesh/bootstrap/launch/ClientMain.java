package dev.dnsmesh.bootstrap.launch;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dnsmesh}: the client. */
@Command(name = "dnsmesh", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "End-to-end encrypted messages carried by DNS: the client.",
        footer = {"", "To run a node: dnsmesh node, or dnsmesh-node."})
public final class ClientMain implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Exits with the codes of cli.md 1. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ClientMain()).execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
