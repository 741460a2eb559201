package dev.dnsmesh.adapters.cli.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Manual pages in man(7) form, made from the commands as they are: one for the program, one for each word behind it. */
public final class ManualPage {
    private final StringBuilder page = new StringBuilder();

    private ManualPage() {
    }

    /** Pages by file name, such as {@code dnsmesh-send.1}. */
    public static Map<String, String> all(CommandLine program, String version) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(program.getCommandName() + ".1", of(program, version));
        program.getSubcommands().values().forEach(line -> pages.put(fileName(line), of(line, version)));
        return pages;
    }

    private static String fileName(CommandLine line) {
        return line.getCommandSpec().qualifiedName("-") + ".1";
    }

    private static String of(CommandLine line, String version) {
        ManualPage manual = new ManualPage();
        CommandSpec spec = line.getCommandSpec();
        String name = spec.qualifiedName("-");
        manual.line(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1 \"\" \"dnsmesh " + version + "\" \"DNS Mesh\"");
        manual.section("NAME").text(name + " - " + summary(spec));
        manual.section("SYNOPSIS");
        manual.synopsis(line);
        boolean program = spec.parent() == null;
        if (!program) {
            line.getSubcommands().values().forEach(manual::synopsis);
        }
        manual.section("DESCRIPTION").paragraphs(spec.usageMessage().description());
        manual.arguments("OPTIONS", "SH", spec);
        if (!line.getSubcommands().isEmpty()) {
            manual.section("COMMANDS");
            line.getSubcommands().values().forEach(program ? manual::reference : manual::subcommand);
        }
        manual.examples("SH", spec.usageMessage());
        manual.exitStatus(spec.root().usageMessage());
        manual.section("SEE ALSO").text(program ? "dnsmesh-node --help" : program(spec) + "(1)");
        return manual.page.toString();
    }

    private static String program(CommandSpec spec) {
        return spec.root().name();
    }

    private static String summary(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? spec.name() : plain(description[0]).replaceFirst("\\.$", "");
    }

    private void synopsis(CommandLine line) {
        text(line.getHelp().synopsis(0).strip().replaceAll("\\s+", " "));
        line(".br");
    }

    private void reference(CommandLine line) {
        term("dnsmesh-" + line.getCommandName() + "(1)", line.getCommandSpec().usageMessage().description());
    }

    private void subcommand(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        line(".SS " + quoted(spec.qualifiedName(" ")));
        paragraphs(spec.usageMessage().description());
        arguments("", "PP", spec);
        examples("PP", spec.usageMessage());
    }

    /** Parameters, then options; those that stand at every command are on the program's own page. */
    private void arguments(String title, String macro, CommandSpec spec) {
        List<ArgSpec> own = new ArrayList<>(spec.positionalParameters());
        spec.options().stream().filter(option -> !option.hidden() && (spec.parent() == null || !isGlobal(spec, option))).forEach(own::add);
        if (own.isEmpty()) {
            return;
        }
        line("." + macro + (title.isEmpty() ? "" : " " + title));
        own.forEach(argument -> term(form(argument), argument.description()));
    }

    private static boolean isGlobal(CommandSpec spec, OptionSpec option) {
        OptionSpec atRoot = spec.root().findOption(option.longestName());
        return atRoot != null && List.of(atRoot.description()).equals(List.of(option.description()));
    }

    private static String form(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
            return String.join(", ", option.names()) + label;
        }
        return argument.paramLabel();
    }

    private void examples(String macro, UsageMessageSpec usage) {
        if (usage.footer().length == 0) {
            return;
        }
        line("." + macro + (macro.equals("SH") ? " EXAMPLE" : ""));
        line(".nf");
        for (String example : usage.footer()) {
            text(plain(example));
        }
        line(".fi");
    }

    private void exitStatus(UsageMessageSpec usage) {
        section("EXIT STATUS");
        usage.exitCodeList().forEach(this::term);
    }

    private void term(String term, String... description) {
        line(".TP");
        line(".B " + escaped(term));
        paragraphs(description);
    }

    private void paragraphs(String... lines) {
        for (String each : lines) {
            text(plain(each));
        }
    }

    private ManualPage section(String title) {
        line(".SH " + title);
        return this;
    }

    private void text(String words) {
        words.lines().forEach(each -> line(escaped(each)));
    }

    private void line(String roff) {
        page.append(roff).append('\n');
    }

    private static String plain(String text) {
        return text.replace("%n", "\n").replace("%%", "%").replace("${DEFAULT-VALUE}", "the default");
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** What troff would take for its own is shown as it is. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
