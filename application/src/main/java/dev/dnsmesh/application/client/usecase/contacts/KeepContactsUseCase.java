package dev.dnsmesh.application.client.usecase.contacts;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.PublishedPrekeys;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.KeepContacts;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the contacts of the configuration. */
public final class KeepContactsUseCase implements KeepContacts {
    private final Configuration configuration;
    private final PublishedPrekeys prekeys;
    private final Remarks remarks;

    public KeepContactsUseCase(Configuration configuration, PublishedPrekeys prekeys, Remarks remarks) {
        this.configuration = configuration;
        this.prekeys = prekeys;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Listed> add(String label, X25519PublicKey encryptionKey, Optional<Ed25519PublicKey> signingKey) {
        if (label.isBlank()) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "a contact needs a name");
        }
        var contact = new Contact(label, Optional.of(encryptionKey), signingKey, "", "");
        return configuration.change(settings -> settings.withContact(contact)).map(saved -> {
            if (signingKey.isEmpty()) {
                remarks.warning(unpinned(saved, label));
            }
            return listed(contact, saved);
        });
    }

    /** What will happen to mail from a contact without a signing key (client.md 8.4, 18 no. 18). */
    private static String unpinned(ClientSettings settings, String label) {
        boolean anyPin = settings.usableContacts().stream().anyMatch(contact -> contact.signingKey().isPresent());
        String mail = !anyPin && settings.receiving().allowTofu()
                ? "mail that claims to be from anybody is accepted until the first contact has a signing key"
                : "mail from " + label + " is not accepted: it is dropped, or waits among the intros";
        return label + " is not pinned, because no signing key was given; " + mail
                + ", and what you send is without forward secrecy";
    }

    @Override
    public ClientResult<List<Listed>> list() {
        return configuration.load().map(settings -> settings.contacts().values().stream()
                .sorted(Comparator.comparing(Contact::label)).map(contact -> listed(contact, settings)).toList());
    }

    @Override
    public ClientResult<Listed> remove(String label) {
        return found(label).then(contact -> configuration.change(settings -> settings.withoutContact(label))
                .map(settings -> listed(contact, settings)));
    }

    @Override
    public ClientResult<Shown> show(String label) {
        return found(label).then(contact -> configuration.load().map(settings -> {
            Listed listed = listed(contact, settings);
            Optional<Integer> live = contact.signingKey().filter(_ -> !listed.username().isEmpty())
                    .flatMap(owner -> prekeys.live(listed.username(), listed.zone(), owner)).map(List::size);
            return new Shown(listed, live);
        }));
    }

    private ClientResult<Contact> found(String label) {
        return configuration.load().then(settings -> Optional.ofNullable(settings.contacts().get(label))
                .map(ClientResult::done)
                .orElseGet(() -> ClientResult.failed(ClientErrorCode.UNKNOWN_CONTACT,
                        "no contact is called '" + label + "'; see: dnsmesh contacts list")));
    }

    private static Listed listed(Contact contact, ClientSettings settings) {
        boolean counts = !contact.isIgnored();
        return new Listed(contact.label(), contact.protocolUsername(), contact.zoneOr(settings.ownZone()), contact.encryptionKey(),
                contact.signingKey(), contact.fingerprint(), counts && contact.signingKey().isPresent(),
                counts && contact.encryptionKey().isPresent());
    }
}
