package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** {@code dnsmesh}: parses, runs one command, turns whatever happens into words and an exit status (cli.md 1). */
public final class ClientProgram {
    private static final int USAGE = 2;

    private final Session session;
    private final List<Word> words;
    private final Map<String, String> environment;
    private final IVersionProvider version;

    public ClientProgram(Session session, List<Word> words, Map<String, String> environment, IVersionProvider version) {
        this.session = session;
        this.words = List.copyOf(words);
        this.environment = Map.copyOf(environment);
        this.version = version;
    }

    /** Runs what the arguments say and returns the exit status. */
    public int run(String... arguments) {
        return commandLine(arguments).execute(arguments);
    }

    /** The whole command tree, for help, completion and the manual. */
    public CommandLine model() {
        return assemble(words);
    }

    /** Only the word that was typed: making all of them costs time at every start. */
    private CommandLine commandLine(String... arguments) {
        List<String> typed = Arrays.asList(arguments);
        List<Word> needed = words.stream().filter(word -> typed.contains(word.name())).toList();
        return assemble(needed.isEmpty() || typed.contains("-h") || typed.contains("--help") ? words : needed);
    }

    private CommandLine assemble(List<Word> needed) {
        GlobalOptions options = new GlobalOptions(environment);
        CommandLine line = new CommandLine(new Root());
        line.getCommandSpec().versionProvider(version);
        needed.forEach(word -> line.addSubcommand(word.name(), word.command().get()));
        options.addTo(line);
        return line.setOut(session.terminal().out()).setErr(session.terminal().err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours() ? Ansi.ON : Ansi.OFF))
                .setExecutionStrategy(parsed -> execute(options, parsed))
                .setParameterExceptionHandler((bad, arguments) -> misused(bad, Arrays.asList(arguments)))
                .setExecutionExceptionHandler((fault, at, parsed) -> broken(fault));
    }

    private boolean colours() {
        return session.terminal().outIsTerminal() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    private int execute(GlobalOptions options, ParseResult parsed) {
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return 0;
        }
        Invocation invocation = options.read(parsed);
        session.begin(invocation);
        return invocation.timeout().isEmpty() ? new RunLast().execute(parsed)
                : within(invocation, new FutureTask<>(() -> new RunLast().execute(parsed)));
    }

    /** The command in a thread of its own, which is interrupted and silenced when its time is up. */
    private int within(Invocation invocation, FutureTask<Integer> command) {
        Thread.ofPlatform().daemon().name("command").start(command);
        try {
            return command.get(invocation.timeout().orElseThrow().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            int exit = session.fail(ClientFailure.of(ClientErrorCode.TIMEOUT, "not done within the --timeout of "
                    + invocation.timeout().orElseThrow().toMillis() / 1000.0 + " s; nothing is lost, run it again"));
            session.close();
            command.cancel(true);
            return exit;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            command.cancel(true);
            return session.fail(ClientFailure.of(ClientErrorCode.INTERNAL, "interrupted"));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failed.getCause());
        }
    }

    private int misused(ParameterException bad, List<String> arguments) {
        CommandLine at = bad.getCommandLine();
        ClientFailure failure = new ClientFailure(ClientErrorCode.USAGE, Misuse.words(bad) + " (see " + at.getCommandSpec().qualifiedName(" ") + " --help)", Map.of(), USAGE);
        int end = arguments.indexOf("--");
        if ((end < 0 ? arguments : arguments.subList(0, end)).contains("--json")) {
            session.terminal().out().println(ErrorJson.of(GlobalOptions.command(at.getCommandSpec()), failure));
            session.terminal().out().flush();
        }
        session.terminal().err().println("dnsmesh: " + failure.message());
        session.terminal().err().flush();
        return failure.exit();
    }

    private int broken(Exception fault) {
        return session.fail(switch (fault) {
            case StorageUnavailable unavailable -> ClientFailure.of(ClientErrorCode.INTERNAL, unavailable.getMessage());
            case StorageCorrupt corrupt -> ClientFailure.of(ClientErrorCode.BAD_CONFIG, corrupt.getMessage());
            default -> {
                log().debug("fault in a command", fault);
                yield ClientFailure.of(ClientErrorCode.INTERNAL, "failed unexpectedly: " + fault.toString().lines().findFirst().orElse(""));
            }
        });
    }

    /** Not static: a logger costs time at every start, and most never log. */
    private static Logger log() {
        return LoggerFactory.getLogger(ClientProgram.class);
    }

    /** Needs a word behind it. */
    @Command(name = "dnsmesh", synopsisSubcommandLabel = "COMMAND",
            description = "End-to-end encrypted messages carried by DNS: the client.",
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:done", "1:user or configuration error; a check of doctor failed; declined",
                "2:network or node error, nothing verifiable found; or bad arguments",
                "3:identity rotate is done, but DMP_PASSPHRASE still holds the old passphrase"})
    static final class Root {
    }
}
