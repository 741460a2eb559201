package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.adapters.cli.client.Invocation.Progressing;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options that stand at every command, and what they and the environment amount to. */
final class GlobalOptions {
    static final String TIMEOUT = "Limit for the whole command in seconds; exit status 2 when reached.";
    private static final String ROOT = "dnsmesh";

    private final Map<String, String> environment;
    private final Set<OptionSpec> shared = Collections.newSetFromMap(new IdentityHashMap<>());

    GlobalOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Gives them to a command and all below it, except where the command has one of its own by that name. */
    void addTo(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        add(spec, OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help and exit."));
        add(spec, OptionSpec.builder("--version").versionHelp(true).description("Show name and version and exit."));
        add(spec, text("--config-home", "DIR", "Directory of config.yaml (default: DMP_CONFIG_HOME, else ~/.dmp)."));
        add(spec, text("--tokens-home", "DIR", "Directory of the token files (default: DMP_TOKENS_HOME; DIR/tokens with"
                + " --config-home; else ~/.dmp/tokens)."));
        add(spec, flag("--json", "Print one JSON value on standard output and nothing else there."));
        add(spec, flag("--quiet", "No hints; errors stay."));
        if (spec.subcommands().isEmpty() && usesNetwork(spec.userObject())) {
            add(spec, flag("--progress", "Report progress on standard error, terminal or not."));
            add(spec, flag("--no-progress", "Never report progress."));
            add(spec, OptionSpec.builder("--timeout").paramLabel("S").type(Double.class).arity("1")
                    .description(TIMEOUT));
            add(spec, OptionSpec.builder("--resolver").paramLabel("R").type(List.class).auxiliaryTypes(String.class).arity("1")
                    .description("Read through this resolver instead of the configured ones: IP, IP:port, [IPv6]:port, tls://... or"
                            + " https://...; repeatable."));
            add(spec, text("--node-transport", "T", "How the node is reached: auto, dns, dot, doh or http."));
        }
        spec.versionProvider(line.getCommandSpec().root().versionProvider());
        line.getSubcommands().values().forEach(this::addTo);
    }

    private static boolean usesNetwork(Object command) {
        AnnotatedElement element = command instanceof Method method ? method : command.getClass();
        return element.isAnnotationPresent(Network.class);
    }

    private void add(CommandSpec spec, OptionSpec.Builder builder) {
        OptionSpec option = builder.build();
        for (String name : option.names()) {
            if (spec.findOption(name) != null) {
                return;
            }
        }
        shared.add(option);
        spec.addOption(option);
    }

    private static OptionSpec.Builder flag(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).description(description);
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).arity("1").description(description);
    }

    /**
     * Reads them from every level of what was parsed; the last level that has one wins.
     *
     * @throws ParameterException for values that make no sense
     */
    Invocation read(ParseResult parsed) {
        List<ParseResult> levels = new ArrayList<>();
        for (ParseResult level = parsed; level != null; level = level.subcommand()) {
            levels.addFirst(level);
        }
        CommandSpec innermost = levels.getFirst().commandSpec();
        Optional<String> configHome = this.<String>value(levels, "--config-home");
        boolean progress = isSet(levels, "--progress");
        boolean noProgress = isSet(levels, "--no-progress");
        if (progress && noProgress) {
            throw new ParameterException(innermost.commandLine(), "--progress and --no-progress exclude each other");
        }
        Optional<Double> timeout = this.<Double>value(levels, "--timeout");
        if (timeout.isPresent() && !(timeout.get() > 0 && timeout.get() <= 1e9)) {
            throw new ParameterException(innermost.commandLine(), "--timeout must be a positive number of seconds");
        }
        return new Invocation(command(innermost), configHome(configHome), tokensHome(configHome, value(levels, "--tokens-home")),
                isSet(levels, "--json"), isSet(levels, "--quiet"),
                progress ? Progressing.FORCED : noProgress ? Progressing.SILENT : Progressing.AUTOMATIC,
                timeout.map(seconds -> Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)))),
                this.<List<String>>value(levels, "--resolver").orElse(List.of()), value(levels, "--node-transport"), environment);
    }

    /** {@code identity publish} of {@code dnsmesh identity publish}; the program's name where there is no more. */
    static String command(CommandSpec spec) {
        String words = spec.qualifiedName(" ");
        return words.startsWith(ROOT + " ") ? words.substring(ROOT.length() + 1) : words;
    }

    private boolean isSet(List<ParseResult> levels, String name) {
        return this.<Boolean>value(levels, name).orElse(false);
    }

    private <T> Optional<T> value(List<ParseResult> levels, String name) {
        for (ParseResult level : levels) {
            OptionSpec option = level.matchedOption(name);
            if (option != null && shared.contains(option)) {
                return Optional.of(option.<T>getValue());
            }
        }
        return Optional.empty();
    }

    private Path configHome(Optional<String> option) {
        return option.or(() -> variable("DMP_CONFIG_HOME")).map(Path::of).orElseGet(() -> userHome().resolve(".dmp"));
    }

    private Path tokensHome(Optional<String> configHome, Optional<String> option) {
        return option.or(() -> variable("DMP_TOKENS_HOME").map(String::trim).filter(text -> !text.isEmpty())).map(this::expanded)
                .or(() -> configHome.map(home -> Path.of(home).resolve("tokens")))
                .orElseGet(() -> userHome().resolve(".dmp").resolve("tokens"));
    }

    private Path expanded(String text) {
        return text.equals("~") ? userHome() : text.startsWith("~/") ? userHome().resolve(text.substring(2)) : Path.of(text);
    }

    private Path userHome() {
        return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home")));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }
}
