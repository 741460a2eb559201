package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The messages that were received (cli.md 15). Offline. */
public interface ReadInbox {
    /**
     * Oldest first.
     *
     * @param from  label of a contact, a verified address, or the start of a key
     * @param limit the newest so many
     */
    ClientResult<List<InboxMessage>> list(boolean unreadOnly, Optional<String> from, OptionalInt limit);

    /** Fails with exit 1 where there is none. */
    ClientResult<InboxMessage> show(long id);

    /** They were written to standard output. */
    ClientResult<Integer> shown(List<Long> ids);

    /** How many went; fails with exit 1 where none of them was there. */
    ClientResult<Integer> delete(List<Long> ids);
}
