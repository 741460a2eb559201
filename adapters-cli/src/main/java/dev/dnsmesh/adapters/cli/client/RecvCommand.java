package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ReceiveMessages;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recv}. */
@Network
@Command(name = "recv", description = "Fetches the messages that wait for you and prints them.", footerHeading = "%nExample:%n",
        footer = {"  dnsmesh recv", "  dnsmesh recv --json | jq -r '.messages[].text'"})
public final class RecvCommand implements Callable<Integer> {
    private final Session session;
    private final Supplier<ReceiveMessages> receiving;

    @Option(names = "--primary-only", description = "Only the claims: those in your zone, and at providers.")
    private boolean primaryOnly;

    @Option(names = "--skip-primary", description = "Only the slots of your contacts' zones, and claims at providers.")
    private boolean skipPrimary;

    @Option(names = "--raw-dir", paramLabel = "D", description = "Write each body to a file in this directory too.")
    private Optional<String> rawDirectory = Optional.empty();

    public RecvCommand(Session session, Supplier<ReceiveMessages> receiving) {
        this.session = session;
        this.receiving = receiving;
    }

    @Override
    public Integer call() {
        if (primaryOnly && skipPrimary) {
            return session.fail(ClientFailure.of(ClientErrorCode.USAGE, "--primary-only and --skip-primary exclude each other"));
        }
        Phases phases = primaryOnly ? Phases.PRIMARY_ONLY : skipPrimary ? Phases.SKIP_PRIMARY : Phases.BOTH;
        ReceiveMessages messages = receiving.get();
        return session.end(messages.receive(phases, session.progress()), received -> show(messages, received));
    }

    private int show(ReceiveMessages messages, Received received) {
        Optional<ClientFailure> unwritten = writeRaw(received.messages());
        if (unwritten.isPresent()) {
            return session.fail(unwritten.get());
        }
        int exit = session.done(json -> put(json, received), out -> print(out, received));
        // what could not be printed stays unread and is shown the next time
        return session.terminal().out().checkError()
                ? session.fail(ClientFailure.of(ClientErrorCode.INTERNAL, "standard output was closed; the messages stay unread"))
                : session.end(messages.shown(received.messages().stream().map(m -> m.message().id()).toList()), count -> exit);
    }

    private Optional<ClientFailure> writeRaw(List<InboxMessage> messages) {
        try {
            for (InboxMessage message : rawDirectory.isPresent() ? messages : List.<InboxMessage>of()) {
                RawFiles.write(Path.of(rawDirectory.get()), message.message());
            }
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of(ClientFailure.of(ClientErrorCode.USAGE, "cannot write to --raw-dir " + rawDirectory.get() + ": "
                    + failed.getMessage() + "; the messages stay unread").withExit(1));
        }
    }

    private static void print(PrintWriter out, Received received) {
        received.messages().forEach(message -> MessageForm.print(out, message));
        if (!received.newIntros().isEmpty()) {
            out.println(received.newIntros().size() + " new from people you have not pinned; see: dnsmesh intro list");
        } else if (received.messages().isEmpty()) {
            out.println("(no new messages)");
        }
    }

    private static void put(ObjectNode json, Received received) {
        var messages = json.putArray("messages");
        received.messages().forEach(message -> MessageForm.put(messages.addObject(), message));
        var intros = json.putArray("new_intros");
        received.newIntros().forEach(intros::add);
        ObjectNode dropped = json.putObject("dropped");
        received.dropped().forEach(dropped::put);
        var unreachable = json.putArray("unreachable");
        received.unreachable().forEach(unreachable::add);
    }
}
