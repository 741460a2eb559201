package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.CheckPublished;
import dev.dnsmesh.application.client.port.in.CheckPublished.Published;
import dev.dnsmesh.application.client.port.in.ResumeSends;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code outbox list|resume|check}. */
@Command(name = "outbox", description = "Sends that were interrupted or refused, and what became of those that were not.")
public final class OutboxCommand {
    private final Session session;
    private final Supplier<ResumeSends> sends;
    private final Supplier<CheckPublished> checking;

    public OutboxCommand(Session session, Supplier<ResumeSends> sends, Supplier<CheckPublished> checking) {
        this.session = session;
        this.sends = sends;
        this.checking = checking;
    }

    @Command(name = "list", description = "Lists what has not been published in full.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh outbox list")
    int list() {
        return session.end(sends.get().list(), outbox -> session.done(json -> {
            var array = json.putArray("outbox");
            outbox.forEach(o -> array.addObject().put("msg_id", o.id().hex()).put("recipient", o.recipient()).put("zone", o.zone().text())
                    .put("created_at", o.createdAt().getEpochSecond()).put("expires_at", o.expiresAt().getEpochSecond())
                    .put("records", o.records().size()).put("published", o.sent()));
        }, out -> {
            if (outbox.isEmpty()) {
                out.println("(nothing is waiting)");
            }
            outbox.forEach(o -> out.println(o.id().hex() + "  " + MessageForm.harmless(o.recipient()) + "  " + MessageForm.second(o.createdAt()) + "  "
                    + o.sent() + " of " + o.records().size() + " records published, expires " + o.expiresAt()));
        }));
    }

    @Network
    @Command(name = "resume", description = "Publishes the rest of every message that waits.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh outbox resume")
    int resume() {
        return session.end(sends.get().resume(session.progress()), resumed -> session.done(json -> {
            var sent = json.putArray("sent");
            resumed.sent().forEach(o -> sent.addObject().put("msg_id", o.id().hex()).put("recipient", o.recipient()));
            var expired = json.putArray("expired");
            resumed.expired().forEach(o -> expired.addObject().put("msg_id", o.id().hex()).put("recipient", o.recipient()));
        }, out -> {
            if (resumed.sent().isEmpty()) {
                out.println("(nothing was sent)");
            }
            resumed.sent().forEach(o -> out.println("sent → " + o.recipient()));
        }));
    }

    @Network
    @Command(name = "check", description = {"Looks at what is published of the messages to somebody, as that person finds it: whether enough of the chunks are "
            + "there. A message whose manifest is gone is not listed.", "The exit status is 1 when a message cannot be read any more."},
            footerHeading = "%nExample:%n", footer = "  dnsmesh outbox check bob@example.org")
    int check(@Parameters(paramLabel = "RECIPIENT", description = "A contact.") String recipient) {
        return session.end(checking.get().check(recipient), messages -> {
            session.done(json -> {
                json.put("recipient", recipient);
                var array = json.putArray("messages");
                messages.forEach(m -> array.addObject().put("msg_id", m.message().hex()).put("timestamp", m.sentAt().getEpochSecond())
                        .put("expires_at", m.expiresAt().getEpochSecond()).put("found", m.found()).put("unanswered", m.unanswered())
                        .put("readable", m.isReadable()).putObject("chunks").put("data", m.needed()).put("total", m.total()));
            }, out -> show(out, recipient, messages));
            return messages.stream().anyMatch(Published::isLost) ? 1 : 0;
        });
    }

    private static void show(PrintWriter out, String recipient, List<Published> messages) {
        if (messages.isEmpty()) {
            out.println("(no message to " + MessageForm.harmless(recipient) + " is published; what was sent has expired, was deleted, or never was)");
        }
        messages.forEach(m -> out.println(m.message().hex() + "  " + MessageForm.second(m.sentAt()) + "  " + m.found() + " of its " + m.total()
                + " chunks are published, " + m.needed() + " are needed" + (m.unanswered() > 0 ? " (" + m.unanswered()
                + " could not be looked up)" : "") + ": " + verdict(m)));
    }

    private static String verdict(Published message) {
        if (message.isReadable()) {
            return "can be read until " + message.expiresAt();
        }
        return message.isLost() ? "cannot be read any more; send it again" : "try again later";
    }
}
