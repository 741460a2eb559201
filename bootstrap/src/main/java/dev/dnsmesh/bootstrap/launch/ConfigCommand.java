package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.bootstrap.plugin.Plugins;
import dev.dnsmesh.bootstrap.settings.NodeSettingsReading;
import dev.dnsmesh.bootstrap.settings.Problem;
import dev.dnsmesh.bootstrap.settings.SettingsManual;
import dev.dnsmesh.bootstrap.tls.CertificateFiles;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code dnsmesh-node config ...}: looks at the settings and starts nothing. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Looks at the settings; starts nothing.")
final class ConfigCommand implements Runnable {
    @ParentCommand
    private NodeMain node;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "check, print or manual?");
    }

    /** Exit status: 0 when a node would take the settings, 1 otherwise. */
    @Command(mixinStandardHelpOptions = true, description = "Tells every problem of the settings.")
    int check() {
        Plugins plugins = Plugins.onClassPath();
        NodeSettingsReading reading = NodeSettingsReading.of(node.sources(plugins));
        reading.problems().forEach(this::tell);
        List<String> complaints = new ArrayList<>(plugins.complaints(reading.settings().state().storage(), reading.settings().dns().transports()));
        CertificateFiles.complaint(reading.settings().tls()).ifPresent(complaints::add);
        complaints.forEach(complaint -> System.err.println("error: " + complaint));
        return reading.hasErrors() || !complaints.isEmpty() ? 1 : 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Prints every setting of the node that holds, and where it comes from; secrets are masked.")
    int print() {
        NodeSettingsReading reading = reading();
        reading.problems().forEach(this::tell);
        reading.effective().values().stream().filter(value -> !value.text().isEmpty())
                .forEach(value -> System.out.println(value.name() + "=" + value.text() + "  # " + value.origin()));
        return reading.hasErrors() ? 1 : 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Prints the manual of all settings as Markdown.")
    int manual() {
        System.out.print(SettingsManual.text());
        return 0;
    }

    private NodeSettingsReading reading() {
        return NodeSettingsReading.of(node.sources(Plugins.onClassPath()));
    }

    private void tell(Problem problem) {
        System.err.println((problem.isError() ? "error: " : "warning: ") + problem.text());
    }
}
