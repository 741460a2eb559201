package dev.dnsmesh.bootstrap.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code dnsmesh node} as help and completion show it; behind other options it is reached here as well. */
@Command(name = "node", description = "Runs a node in the foreground, with the settings of dnsmesh-node.",
        footerHeading = "%nExample:%n", footer = "  dnsmesh node --dns-port 5353 --http-port 8053")
final class NodeWord implements Callable<Integer> {
    @Option(names = "--db-path", paramLabel = "P", description = "Its directory holds the node's state.")
    private String dbPath = "";

    @Option(names = "--dns-port", paramLabel = "N", description = "As DMP_DNS_PORT.")
    private String dnsPort = "";

    @Option(names = "--http-port", paramLabel = "N", description = "As DMP_HTTP_PORT.")
    private String httpPort = "";

    @Unmatched
    private List<String> more = new ArrayList<>();

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--db-path", dbPath);
        add(arguments, "--dns-port", dnsPort);
        add(arguments, "--http-port", httpPort);
        arguments.addAll(more);
        return NodeMain.commandLine(System.getenv()).execute(arguments.toArray(String[]::new));
    }

    private static void add(List<String> arguments, String option, String value) {
        if (!value.isEmpty()) {
            arguments.addAll(List.of(option, value));
        }
    }
}
