package dev.dnsmesh.adapters.cli.client;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command on one page of Markdown, made from the commands as they are. */
public final class CommandReference {
    private final StringBuilder page = new StringBuilder();

    private CommandReference() {
    }

    /** Begins with a heading of the first level. */
    public static String of(CommandLine program) {
        CommandReference reference = new CommandReference();
        CommandSpec root = program.getCommandSpec();
        reference.line("# The commands of " + root.name());
        reference.line("");
        reference.line("Made from the commands themselves; `" + root.name() + " COMMAND --help` says the same.");
        reference.line("");
        reference.line("At every command:");
        reference.line("");
        reference.arguments(new ArrayList<>(root.options()));
        reference.line("");
        reference.line("At commands that use the network, marked N below:");
        reference.line("");
        reference.arguments(networkOptions(program));
        reference.line("");
        reference.line("| exit status | |");
        reference.line("|---|---|");
        root.usageMessage().exitCodeList().forEach((status, meaning) -> reference.line("| " + status.trim() + " | " + meaning + " |"));
        program.getSubcommands().values().forEach(word -> reference.word(word, root));
        return reference.page.toString();
    }

    private static List<ArgSpec> networkOptions(CommandLine program) {
        return leaves(program).stream().map(CommandLine::getCommandSpec).filter(CommandReference::usesNetwork).findFirst()
                .map(spec -> List.<ArgSpec>copyOf(spec.options().stream().filter(CommandReference::isNetworkOption).toList())).orElse(List.of());
    }

    private static boolean usesNetwork(CommandSpec spec) {
        return spec.findOption("--node-transport") != null;
    }

    private static boolean isNetworkOption(OptionSpec option) {
        return switch (option.longestName()) {
            case "--progress", "--no-progress", "--timeout", "--resolver", "--node-transport" -> true;
            default -> false;
        };
    }

    /** All commands that do something by themselves. */
    static List<CommandLine> leaves(CommandLine line) {
        if (line.getSubcommands().isEmpty()) {
            return List.of(line);
        }
        List<CommandLine> leaves = new ArrayList<>();
        line.getSubcommands().values().forEach(each -> leaves.addAll(leaves(each)));
        return leaves;
    }

    private void word(CommandLine word, CommandSpec root) {
        line("");
        line("## " + word.getCommandName());
        line("");
        text(word.getCommandSpec().usageMessage().description());
        if (word.getSubcommands().isEmpty()) {
            details(word.getCommandSpec(), root);
            return;
        }
        for (CommandLine each : word.getSubcommands().values()) {
            line("");
            line("### " + each.getCommandSpec().qualifiedName(" ").substring(root.name().length() + 1));
            line("");
            text(each.getCommandSpec().usageMessage().description());
            details(each.getCommandSpec(), root);
        }
    }

    private void details(CommandSpec spec, CommandSpec root) {
        if (usesNetwork(spec)) {
            line("");
            line("*N*");
        }
        List<ArgSpec> own = new ArrayList<>(spec.positionalParameters());
        spec.options().stream().filter(option -> !option.hidden() && !isShared(option, spec, root)).forEach(own::add);
        if (!own.isEmpty()) {
            line("");
            arguments(own);
        }
        if (spec.usageMessage().footer().length > 0) {
            line("");
            line("```sh");
            for (String example : spec.usageMessage().footer()) {
                line(plain(example).strip());
            }
            line("```");
        }
    }

    private static boolean isShared(OptionSpec option, CommandSpec spec, CommandSpec root) {
        OptionSpec atRoot = root.findOption(option.longestName());
        boolean everywhere = atRoot != null && List.of(atRoot.description()).equals(List.of(option.description()));
        boolean ownTimeout = option.longestName().equals("--timeout") && !option.description()[0].equals(GlobalOptions.TIMEOUT);
        return everywhere || usesNetwork(spec) && isNetworkOption(option) && !ownTimeout;
    }

    private void arguments(List<ArgSpec> arguments) {
        line("| | |");
        line("|---|---|");
        arguments.forEach(argument -> line("| `" + form(argument) + "` | " + String.join(" ", descriptions(argument)).replace("|", "\\|") + " |"));
    }

    private static List<String> descriptions(ArgSpec argument) {
        String initial = argument.defaultValue() == null ? "" : argument.defaultValue();
        return List.of(argument.description()).stream().map(each -> plain(each.replace("${DEFAULT-VALUE}", initial))).toList();
    }

    private static String form(ArgSpec argument) {
        String label = argument.paramLabel().replace("|", "\\|");
        return argument instanceof OptionSpec option
                ? String.join("`, `", option.names()) + (option.arity().max() > 0 ? " " + label : "") : label;
    }

    private void text(String... lines) {
        line(String.join(" ", List.of(lines).stream().map(CommandReference::plain).toList()));
    }

    private static String plain(String text) {
        return text.replace("%n", " ").replace("%%", "%");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
