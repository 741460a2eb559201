package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.FollowMessages;
import dev.dnsmesh.application.client.port.in.FollowMessages.Order;
import dev.dnsmesh.application.client.port.in.ReceiveMessages;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recv}. */
@Network
@Command(name = "recv", description = "Fetches the messages that wait for you and prints them.", footerHeading = "%nExample:%n",
        footer = {"  dnsmesh recv", "  dnsmesh recv --follow", "  dnsmesh recv --json | jq -r '.messages[].text'"})
public final class RecvCommand implements Callable<Integer> {
    private final Session session;
    private final Supplier<ReceiveMessages> receiving;
    private final Supplier<FollowMessages> following;

    @Option(names = "--primary-only", description = "Only the claims: those in your zone, and at providers.")
    private boolean primaryOnly;

    @Option(names = "--skip-primary", description = "Only the slots of your contacts' zones, and claims at providers.")
    private boolean skipPrimary;

    @Option(names = "--follow", description = "Go on until interrupted, and keep identity, prekeys and outbox in order meanwhile.")
    private boolean follow;

    @Option(names = "--primary-interval", paramLabel = "S", description = "With --follow: seconds between looks at claims.")
    private Optional<Long> primaryInterval = Optional.empty();

    @Option(names = "--secondary-interval", paramLabel = "S", description = "With --follow: seconds between walks along the slots.")
    private Optional<Long> secondaryInterval = Optional.empty();

    @Option(names = "--no-housekeeping", description = "With --follow: only receive.")
    private boolean withoutHousekeeping;

    @Option(names = "--raw-dir", paramLabel = "D", description = "Write each body to a file in this directory too.")
    private Optional<String> rawDirectory = Optional.empty();

    public RecvCommand(Session session, Supplier<ReceiveMessages> receiving, Supplier<FollowMessages> following) {
        this.session = session;
        this.receiving = receiving;
        this.following = following;
    }

    @Override
    public Integer call() {
        if (primaryOnly && skipPrimary) {
            return session.fail(ClientFailure.of(ClientErrorCode.USAGE, "--primary-only and --skip-primary exclude each other"));
        }
        if (follow) {
            return follow();
        }
        Phases phases = primaryOnly ? Phases.PRIMARY_ONLY : skipPrimary ? Phases.SKIP_PRIMARY : Phases.BOTH;
        ReceiveMessages messages = receiving.get();
        return session.end(messages.receive(phases, session.progress()), received -> show(messages, received));
    }

    private int follow() {
        if (primaryOnly || skipPrimary) {
            return session.fail(ClientFailure.of(ClientErrorCode.USAGE, "--follow does both phases, each in its own time"));
        }
        session.hint("receiving until interrupted (Ctrl-C)");
        return session.end(following.get().follow(new Order(seconds(primaryInterval), seconds(secondaryInterval), !withoutHousekeeping),
                this::shown), passes -> 0);
    }

    private static OptionalLong seconds(Optional<Long> given) {
        return given.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A pass of {@code --follow}: with --json one line an event, else what is new. */
    private boolean shown(Received received, List<Message> intros) {
        Optional<ClientFailure> unwritten = RawFiles.write(rawDirectory, received.messages());
        if (unwritten.isPresent()) {
            session.warning(unwritten.get().message());
            return false;
        }
        PrintWriter out = session.terminal().out();
        if (session.invocation().json()) {
            received.messages().forEach(message -> session.event(put(event("message"), message)));
            intros.forEach(intro -> session.event(putIntro(event("intro"), intro)));
            received.unreachable().forEach(zone -> session.event(event("warning").put("unreachable", zone)));
            session.event(pass(received));
        } else {
            received.messages().forEach(message -> MessageForm.print(out, message));
            intros.forEach(intro -> out.println("new: intro #" + intro.id() + " of " + MessageForm.harmless(MessageForm.introLabel(intro))
                    + "; see: dnsmesh intro show " + intro.id()));
        }
        out.flush();
        return !out.checkError();
    }

    private static ObjectNode event(String kind) {
        return JsonNodeFactory.instance.objectNode().put("event", kind);
    }

    private static ObjectNode put(ObjectNode json, InboxMessage message) {
        MessageForm.put(json, message);
        return json;
    }

    private static ObjectNode putIntro(ObjectNode json, Message intro) {
        MessageForm.putIntro(json, intro);
        return json;
    }

    private static ObjectNode pass(Received received) {
        ObjectNode json = event("pass").put("messages", received.messages().size()).put("new_intros", received.newIntros().size());
        ObjectNode dropped = json.putObject("dropped");
        received.dropped().forEach(dropped::put);
        return json;
    }

    private int show(ReceiveMessages messages, Received received) {
        Optional<ClientFailure> unwritten = RawFiles.write(rawDirectory, received.messages());
        if (unwritten.isPresent()) {
            return session.fail(unwritten.get());
        }
        remarks(received);
        int exit = session.done(json -> put(json, received), out -> print(out, received));
        // what could not be printed stays unread and is shown the next time
        return session.terminal().out().checkError()
                ? session.fail(ClientFailure.of(ClientErrorCode.INTERNAL, "standard output was closed; the messages stay unread"))
                : session.end(messages.shown(received.messages().stream().map(m -> m.message().id()).toList()), count -> exit);
    }

    private static void print(PrintWriter out, Received received) {
        received.messages().forEach(message -> MessageForm.print(out, message));
        if (!received.newIntros().isEmpty()) {
            out.println(received.newIntros().size() + " new from people you have not pinned; see: dnsmesh intro list");
        } else if (received.messages().isEmpty()) {
            out.println("(no new messages)");
        }
    }

    /** What people miss without being told. */
    private void remarks(Received received) {
        if (received.dropped().containsKey("revoked")) {
            session.hint("there are messages signed with a key that its owner has revoked, and they are dropped; for the new key:"
                    + " dnsmesh identity fetch USER@HOST --add --replace");
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
