package dev.dnsmesh.adapters.cli.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which picocli does not make. */
final class FishCompletion {
    private FishCompletion() {
    }

    static String of(CommandLine program) {
        String name = program.getCommandName();
        StringBuilder script = new StringBuilder("# Completions of " + name + " for fish.\ncomplete -c " + name + " -f\n");
        add(script, name, program, List.of());
        return script.toString();
    }

    private static void add(StringBuilder script, String name, CommandLine line, List<String> words) {
        CommandSpec spec = line.getCommandSpec();
        Map<String, CommandLine> next = line.getSubcommands();
        String condition = condition(words, next.keySet().stream().toList());
        for (Map.Entry<String, CommandLine> word : next.entrySet()) {
            script.append("complete -c ").append(name).append(condition).append(" -a ").append(word.getKey())
                    .append(" -d ").append(quoted(summary(word.getValue().getCommandSpec().usageMessage().description()))).append('\n');
        }
        for (OptionSpec option : spec.options()) {
            script.append("complete -c ").append(name).append(condition);
            for (String form : option.names()) {
                script.append(form.startsWith("--") ? " -l " + form.substring(2) : " -s " + form.substring(1));
            }
            if (option.arity().max() > 0) {
                script.append(" -r");
            }
            script.append(" -d ").append(quoted(summary(option.description()))).append('\n');
        }
        for (Map.Entry<String, CommandLine> word : next.entrySet()) {
            List<String> deeper = new ArrayList<>(words);
            deeper.add(word.getKey());
            add(script, name, word.getValue(), deeper);
        }
    }

    private static String condition(List<String> words, List<String> next) {
        StringBuilder seen = new StringBuilder();
        for (String word : words) {
            seen.append(seen.isEmpty() ? "" : "; and ").append("__fish_seen_subcommand_from ").append(word);
        }
        if (!next.isEmpty()) {
            seen.append(seen.isEmpty() ? "" : "; and ").append("not __fish_seen_subcommand_from ").append(String.join(" ", next));
        }
        return " -n " + quoted(seen.toString());
    }

    private static String summary(String... description) {
        return description.length == 0 ? "" : description[0].replace("%n", " ").replace("%%", "%");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
