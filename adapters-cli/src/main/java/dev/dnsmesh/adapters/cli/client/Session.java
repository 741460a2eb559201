package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * One run of {@code dnsmesh}: what was typed, and the only way to say something. A command ends with {@link #done} or
 * {@link #fail}; what they return is the exit status.
 */
public final class Session implements Remarks {
    private final Terminal terminal;
    private volatile Invocation invocation;
    private boolean closed;

    public Session(Terminal terminal) {
        this.terminal = terminal;
    }

    void begin(Invocation parsed) {
        invocation = parsed;
    }

    /** What was typed. Known once the arguments were parsed; use it when a command runs, not when it is made. */
    public Invocation invocation() {
        if (invocation == null) {
            throw new IllegalStateException("arguments are not parsed yet");
        }
        return invocation;
    }

    public Terminal terminal() {
        return terminal;
    }

    /** The result: {@code text} for people, or with {@code --json} an object with ok, command and what {@code json} puts in. */
    public int done(Consumer<ObjectNode> json, Consumer<PrintWriter> text) {
        if (!invocation().json()) {
            return say(text);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("ok", true).put("command", invocation().command());
        json.accept(object);
        return say(out -> out.println(object));
    }

    /** The result where the JSON shape is the reference's, without ok and command (cli.md 16). */
    public int doneAs(JsonNode json, Consumer<PrintWriter> text) {
        return say(invocation().json() ? out -> out.println(json) : text);
    }

    /** Shows what was done, or fails with the failure. */
    public <T> int end(ClientResult<T> result, ToIntFunction<? super T> show) {
        return switch (result) {
            case ClientResult.Done<T>(var value) -> show.applyAsInt(value);
            case ClientResult.Failed<T>(var failure) -> fail(failure);
        };
    }

    /** A line of {@code recv --follow --json}, flushed. */
    public void event(JsonNode json) {
        say(out -> out.println(json));
    }

    private synchronized int say(Consumer<PrintWriter> text) {
        if (!closed) {
            text.accept(terminal.out());
            terminal.out().flush();
        }
        return 0;
    }

    /** One line on standard error, with {@code --json} an object on standard output. */
    public synchronized int fail(ClientFailure failure) {
        if (!closed) {
            tell("dnsmesh: " + failure.message());
            if (invocation != null && invocation.json()) {
                terminal.out().println(ErrorJson.of(invocation.command(), failure));
                terminal.out().flush();
            }
        }
        return failure.exit();
    }

    @Override
    public void warning(String line) {
        tell("dnsmesh: warning: " + line);
    }

    @Override
    public void hint(String line) {
        if (!invocation().quiet()) {
            tell(line);
        }
    }

    /** Whether results may be coloured. */
    boolean colours() {
        return terminal.outIsTerminal() && invocation().variable("NO_COLOR").isEmpty();
    }

    /** Tells how far a long operation is, where somebody wants to know (client.md 19.7). */
    public Progress progress() {
        return switch (invocation().progressing()) {
            case SILENT -> Progress.NONE;
            case FORCED -> new ProgressLines(this::tell);
            case AUTOMATIC -> terminal.errIsTerminal() ? new ProgressLine(terminal.err(), System::nanoTime) : Progress.NONE;
        };
    }

    private synchronized void tell(String line) {
        if (!closed) {
            terminal.err().println(line);
            terminal.err().flush();
        }
    }

    /** Nothing is printed any more: the command ran out of time and something else is said in its place. */
    synchronized void close() {
        closed = true;
    }
}
