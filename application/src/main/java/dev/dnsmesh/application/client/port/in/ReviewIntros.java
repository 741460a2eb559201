package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.List;
import java.util.Optional;

/** The messages of strangers: what to do with them, and who is not heard any more (client.md 9). Offline but for one option. */
public interface ReviewIntros {
    /** Newest first. */
    ClientResult<List<Message>> list();

    /** Fails with exit 1 where there is none, as the others do. */
    ClientResult<Message> show(long id);

    /** Into the inbox; nothing is pinned. */
    ClientResult<Message> accept(long id);

    /**
     * The same, and the sender becomes a contact. Fails with exit 1 where the label has another key or zone.
     *
     * @param label    empty = the user name, else made from the key
     * @param username protocol user name, empty = not known
     * @param fetch    complete the contact from its identity record
     */
    ClientResult<Trusted> trust(long id, Optional<String> label, Optional<String> username, boolean fetch);

    /** Nothing of the sender is taken any more; other intros of the sender stay. */
    ClientResult<Message> block(long id, String note);

    ClientResult<List<Blocked>> blocked();

    ClientResult<Ed25519PublicKey> unblock(String spkHex);

    /** @param contact as it was saved */
    record Trusted(Message message, Contact contact) {
    }
}
