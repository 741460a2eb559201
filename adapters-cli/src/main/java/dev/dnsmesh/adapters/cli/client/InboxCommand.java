package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ReadInbox;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inbox list|show|delete}. */
@Command(name = "inbox", description = "The messages you have received.")
public final class InboxCommand {
    private static final int PREVIEW = 60;

    private final Session session;
    private final Supplier<ReadInbox> inbox;

    public InboxCommand(Session session, Supplier<ReadInbox> inbox) {
        this.session = session;
        this.inbox = inbox;
    }

    @Command(name = "list", description = "Lists messages, oldest first.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh inbox list --from bob@mesh.local --limit 10")
    int list(@Option(names = "--unread", description = "Only those that were not shown yet.") boolean unread,
             @Option(names = "--from", paramLabel = "LABEL", description = "Only of this contact, address or key prefix.") Optional<String> from,
             @Option(names = "--limit", paramLabel = "N", description = "Only the newest N.") Optional<Integer> limit) {
        OptionalInt most = limit.map(n -> OptionalInt.of(Math.max(0, n))).orElse(OptionalInt.empty());
        return session.end(inbox.get().list(unread, from, most), messages -> session.done(json -> {
            var array = json.putArray("messages");
            messages.forEach(message -> MessageForm.put(array.addObject(), message));
        }, out -> {
            if (messages.isEmpty()) {
                out.println("(no messages)");
            }
            messages.forEach(m -> out.println("#" + m.message().id() + (m.message().unread() ? " * " : "   ")
                    + m.message().sentAt() + "  " + MessageForm.harmless(m.shownSender()) + "  " + preview(MessageForm.text(m.message().body()))));
        }));
    }

    private static String preview(String text) {
        return MessageForm.shortened(text.replace('\n', ' '), PREVIEW);
    }

    @Command(name = "show", description = "Shows one message.", footerHeading = "%nExample:%n", footer = "  dnsmesh inbox show 7")
    int show(@Parameters(paramLabel = "ID", description = "Number in inbox list.") long id,
             @Option(names = "--raw-dir", paramLabel = "D", description = "Write the body to a file in this directory too.")
             Optional<String> rawDirectory) {
        ReadInbox messages = inbox.get();
        return session.end(messages.show(id), message -> {
            Optional<ClientFailure> unwritten = RawFiles.write(rawDirectory, List.of(message));
            if (unwritten.isPresent()) {
                return session.fail(unwritten.get());
            }
            int exit = session.done(json -> MessageForm.put(json, message), out -> MessageForm.print(out, message));
            return session.terminal().out().checkError()
                    ? session.fail(ClientFailure.of(ClientErrorCode.INTERNAL, "standard output was closed"))
                    : session.end(message.message().unread() ? messages.shown(List.of(id)) : messages.shown(List.of()), count -> exit);
        });
    }

    @Command(name = "delete", description = "Deletes messages; they do not come back.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh inbox delete 7 8")
    int delete(@Parameters(paramLabel = "ID", arity = "1..*", description = "Numbers in inbox list.") List<Long> ids) {
        return session.end(inbox.get().delete(ids), count -> session.done(json -> json.put("deleted", count),
                out -> out.println("deleted " + count)));
    }
}
