package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.ClientProgram;
import dev.dnsmesh.adapters.cli.client.CompletionCommand;
import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.adapters.cli.client.Terminal;
import dev.dnsmesh.adapters.cli.client.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** One run of {@code dnsmesh}, put together. */
public final class Client implements AutoCloseable {
    private final ClientParts parts;
    private final ClientProgram program;

    /** @param more commands that the launcher has itself */
    public Client(Terminal terminal, Map<String, String> environment, IVersionProvider version, Function<Session, List<Word>> more) {
        Session session = new Session(terminal);
        parts = new ClientParts(session);
        List<Word> words = new ArrayList<>(ClientWords.of(parts));
        words.addAll(more.apply(session));
        words.add(new Word("completion", () -> new CompletionCommand(session, this::model)));
        program = new ClientProgram(session, words, environment, version);
    }

    /** Returns the exit status (cli.md 1). */
    public int run(String... arguments) {
        return program.run(arguments);
    }

    /** The whole command tree. */
    public CommandLine model() {
        return program.model();
    }

    @Override
    public void close() {
        parts.close();
    }
}
