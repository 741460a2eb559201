package dev.dnsmesh.application.client.sending;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * A contact to whom something can be sent.
 *
 * @param zone where the contact's prekeys are
 */
public record Recipient(Contact contact, X25519PublicKey key, OwnerName zone) {
    /** By label, or by what stands before the first {@code @} (client.md 4). */
    public static ClientResult<Recipient> of(String text, ClientSettings settings) {
        return named(text, settings.contacts()).filter(contact -> !contact.isIgnored()).map(contact -> usable(contact, settings.ownZone()))
                .orElseGet(() -> ClientResult.failed(ClientErrorCode.UNKNOWN_CONTACT, "no contact '" + text
                        + "'; pin one with: dnsmesh identity fetch " + (text.contains("@") ? text : "USER@HOST") + " --add"));
    }

    private static Optional<Contact> named(String text, Map<String, Contact> contacts) {
        int at = text.indexOf('@');
        return Optional.ofNullable(contacts.get(text))
                .or(() -> at < 0 ? Optional.empty() : Optional.ofNullable(contacts.get(text.substring(0, at))));
    }

    private static ClientResult<Recipient> usable(Contact contact, String ownZone) {
        Optional<OwnerName> zone = OwnerName.parse(contact.zoneOr(ownZone));
        if (contact.encryptionKey().isEmpty()) {
            return ClientResult.failed(ClientErrorCode.NOT_SENDABLE, "nothing can be encrypted to '" + contact.label()
                    + "': the contact has no X25519 key; complete it with: dnsmesh identity fetch USER@HOST --add");
        }
        return zone.map(z -> ClientResult.done(new Recipient(contact, contact.encryptionKey().get(), z)))
                .orElseGet(() -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, "the zone of the contact '" + contact.label()
                        + "' is not one: " + contact.zoneOr(ownZone)));
    }

    public UserId id() {
        return UserId.of(key);
    }
}
