package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.in.ReviewIntros;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.application.port.out.TimeSource;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code intro list|show|accept|trust|block|blocked|unblock}. */
@Command(name = "intro", description = "Messages of people you have not pinned, and whom you do not hear any more.")
public final class IntroCommand {
    private static final int PREVIEW = 120;

    private final Session session;
    private final Supplier<ReviewIntros> intros;
    private final TimeSource time;

    public IntroCommand(Session session, Supplier<ReviewIntros> intros, TimeSource time) {
        this.session = session;
        this.intros = intros;
        this.time = time;
    }

    @Command(name = "list", description = "Lists what waits, newest first.", footerHeading = "%nExample:%n", footer = "  dnsmesh intro list")
    int list() {
        return session.end(intros.get().list(), waiting -> session.done(json -> {
            var array = json.putArray("intros");
            waiting.forEach(intro -> MessageForm.putIntro(array.addObject(), intro));
        }, out -> {
            if (waiting.isEmpty()) {
                out.println("(no intros)");
            }
            waiting.forEach(intro -> print(out, intro, PREVIEW));
        }));
    }

    @Command(name = "show", description = "Shows the whole message.", footerHeading = "%nExample:%n", footer = "  dnsmesh intro show 3")
    int show(@Parameters(paramLabel = "ID", description = "Number in intro list.") long id) {
        return session.end(intros.get().show(id), intro -> session.done(json -> MessageForm.putIntro(json, intro),
                out -> print(out, intro, Integer.MAX_VALUE)));
    }

    private void print(PrintWriter out, Message intro, int length) {
        String text = MessageForm.shortened(MessageForm.text(intro.body()), length);
        out.println("#" + intro.id() + "  " + MessageForm.harmless(MessageForm.introLabel(intro)) + "  "
                + (intro.expiresAt().isBefore(time.now()) ? "[EXPIRED]" : "[fresh]"));
        out.println("  sender_spk: " + intro.sender().hex());
        out.println("  from zone: " + MessageForm.harmless(intro.zone()));
        out.println("  received: " + MessageForm.second(intro.receivedAt()));
        // indented: no line of a stranger's may pass for the next entry
        out.println("  message: " + text.replace("\n", "\n    "));
    }

    @Command(name = "accept", description = "Takes this message into the inbox; pins nothing.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh intro accept 3")
    int accept(@Parameters(paramLabel = "ID", description = "Number in intro list.") long id) {
        return session.end(intros.get().accept(id), message -> delivered(id, message, Optional.empty()));
    }

    @Command(name = "trust", description = "Takes this message and pins its sender as a contact.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh intro trust 3 --label carol --username carol --fetch")
    @Network
    int trust(@Parameters(paramLabel = "ID", description = "Number in intro list.") long id,
              @Option(names = "--label", paramLabel = "L", description = "Local name (default: the user name, else intro-KEY).")
              Optional<String> label,
              @Option(names = "--username", paramLabel = "U", description = "Protocol user name of the sender.") Optional<String> username,
              @Option(names = "--fetch", description = "Complete the contact from its identity record, so that you can write back.")
              boolean fetch) {
        return session.end(intros.get().trust(id, label, username, fetch),
                trusted -> delivered(id, trusted.message(), Optional.of(trusted.contact())));
    }

    /** @param id it had among the intros */
    private int delivered(long id, Message message, Optional<Contact> contact) {
        InboxMessage shown = new InboxMessage(message, contact.map(Contact::label));
        return session.done(json -> {
            json.put("id", id).put("sender_spk", message.sender().hex());
            MessageForm.put(json.putObject("message"), shown);
            json.put("contact", contact.map(Contact::label).orElse(null));
        }, out -> {
            MessageForm.print(out, shown);
            contact.ifPresent(c -> out.println("pinned " + c.label()
                    + (c.encryptionKey().isPresent() ? "" : "; to write back: dnsmesh identity fetch USER@HOST --add")));
        });
    }

    @Command(name = "block", description = "Removes this message and takes nothing of its sender any more.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh intro block 3 --note spam")
    int block(@Parameters(paramLabel = "ID", description = "Number in intro list.") long id,
              @Option(names = "--note", paramLabel = "TEXT", description = "Why, for yourself.") Optional<String> note) {
        return session.end(intros.get().block(id, note.orElse("")), intro -> session.done(
                json -> json.put("id", intro.id()).put("sender_spk", intro.sender().hex()),
                out -> out.println("blocked " + intro.sender().hex())));
    }

    @Command(name = "blocked", description = "Lists whom you have blocked.", footerHeading = "%nExample:%n", footer = "  dnsmesh intro blocked")
    int blocked() {
        return session.end(intros.get().blocked(), denied -> session.done(json -> {
            var array = json.putArray("blocked");
            denied.forEach(b -> array.addObject().put("sender_spk", b.sender().hex()).put("blocked_at", b.at().getEpochSecond())
                    .put("note", b.note()));
        }, out -> {
            if (denied.isEmpty()) {
                out.println("(nobody is blocked)");
            }
            denied.forEach(b -> out.println(b.sender().hex() + "  " + MessageForm.second(b.at()) + "  " + MessageForm.harmless(b.note())));
        }));
    }

    @Command(name = "unblock", description = "Hears a sender again.", footerHeading = "%nExample:%n", footer = "  dnsmesh intro unblock b93d...ef80")
    int unblock(@Parameters(paramLabel = "SPK", description = "Signing key, 64 hex digits.") String spk) {
        return session.end(intros.get().unblock(spk.trim()), key -> session.done(json -> json.put("sender_spk", key.hex()),
                out -> out.println("unblocked " + key.hex())));
    }
}
