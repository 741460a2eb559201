package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.receiving.Pin;
import dev.dnsmesh.domain.receiving.SignerPolicy;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The contacts as a receiver sees them: who is pinned, and in which zones mail may lie.
 *
 * @param zones        of all contacts in the order of the configuration, the own zone last, each once
 * @param invalidZones contacts whose zone is none; their mail is not looked for
 */
record PinnedContacts(SignerPolicy policy, List<OwnerName> zones, int invalidZones) {
    static PinnedContacts of(ClientSettings settings, OwnerName ownZone) {
        List<Pin> pins = new ArrayList<>();
        Set<OwnerName> zones = new LinkedHashSet<>();
        int invalid = 0;
        for (Contact contact : settings.usableContacts()) {
            Optional<OwnerName> zone = OwnerName.parse(contact.zoneOr(ownZone.text())).filter(PinnedContacts::hasRoom);
            if (zone.isEmpty()) {
                invalid++;
            }
            // a pin without a zone still lets the contact's mail in from the own zone
            contact.signingKey().ifPresent(key -> pins.add(new Pin(contact.label(), key, contact.encryptionKey(),
                    zone.orElse(ownZone))));
            zone.ifPresent(zones::add);
        }
        zones.remove(ownZone);
        zones.add(ownZone);
        return new PinnedContacts(new SignerPolicy(ownZone, pins, settings.receiving().allowTofu()), List.copyOf(zones), invalid);
    }

    /** For the labels of a chunk. */
    private static boolean hasRoom(OwnerName zone) {
        return zone.child("chunk-0000-000000000000").isPresent();
    }

    boolean anyPinned() {
        return !policy.pins().isEmpty();
    }

    /** Under which subject a contact rotates its key (client.md 10.2); none for a placeholder. */
    static Optional<KeySubject> subject(ClientSettings settings, Pin pin) {
        return Optional.ofNullable(settings.contacts().get(pin.label())).map(Contact::protocolUsername)
                .filter(username -> !username.isEmpty())
                .flatMap(username -> KeySubject.of(SubjectType.USER, username + "@" + pin.zone().text()));
    }
}
