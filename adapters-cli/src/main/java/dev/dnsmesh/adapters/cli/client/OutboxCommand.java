package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.ResumeSends;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code outbox list|resume}. */
@Command(name = "outbox", description = "Sends that were interrupted or refused.")
public final class OutboxCommand {
    private final Session session;
    private final Supplier<ResumeSends> sends;

    public OutboxCommand(Session session, Supplier<ResumeSends> sends) {
        this.session = session;
        this.sends = sends;
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
}
