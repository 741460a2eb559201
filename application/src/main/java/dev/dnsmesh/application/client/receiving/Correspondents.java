package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import java.util.List;

/** Whom the user knows the signer of a message as. */
public final class Correspondents {
    private Correspondents() {
    }

    public static InboxMessage named(Message message, ClientSettings settings) {
        return new InboxMessage(message, settings.contacts().values().stream()
                .filter(c -> c.signingKey().filter(message.sender()::equals).isPresent()).map(Contact::label).findFirst());
    }

    /** What was not shown yet, in the order in which it came. */
    public static List<InboxMessage> unread(ClientState state, ClientSettings settings) {
        return state.inbox().stream().filter(Message::unread).map(message -> named(message, settings)).toList();
    }
}
