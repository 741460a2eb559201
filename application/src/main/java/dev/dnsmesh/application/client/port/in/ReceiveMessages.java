package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches what waits for the user, into the inbox or the intro queue (client.md 8). */
public interface ReceiveMessages {
    ClientResult<Received> receive(Phases phases, Progress progress);

    /** The messages were written to standard output: they are not shown again. */
    ClientResult<Integer> shown(List<Long> ids);

    /** Which parts of a pass run (client.md 8.1). */
    enum Phases {
        BOTH,
        /** The claims of the own zone, and those of providers. */
        PRIMARY_ONLY,
        /** The slots of the contacts' zones, and claims at providers. */
        SKIP_PRIMARY
    }

    /**
     * What a pass came to.
     *
     * @param messages    every unread one of the inbox, those of earlier passes first
     * @param newIntros   numbers in the intro queue
     * @param dropped     why what was found was not taken, and how often; keys as in JSON
     * @param unreachable zones that could not be read, or not in full
     */
    record Received(List<InboxMessage> messages, List<Long> newIntros, Map<String, Integer> dropped,
                    List<String> unreachable) {
        public Received {
            messages = List.copyOf(messages);
            newIntros = List.copyOf(newIntros);
            unreachable = List.copyOf(unreachable);
        }
    }

    /** @param contact label of the contact whose key signed it */
    record InboxMessage(Message message, Optional<String> contact) {
        private static final int PREFIX = 16;

        /** Contact, else verified address, else the start of the key. */
        public String shownSender() {
            return contact.orElseGet(() -> message.senderLabel().isEmpty() ? message.sender().hex().substring(0, PREFIX)
                    : message.senderLabel());
        }
    }
}
