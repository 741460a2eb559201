package dev.dnsmesh.application.client.settings;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.util.Optional;

/**
 * A contact as config.yaml keeps it (client.md 4).
 *
 * @param label          the local name
 * @param encryptionKey  {@code pub}; without it nothing can be sent to the contact
 * @param signingKey     {@code spk}; with it the contact is pinned
 * @param domain         zone of the contact, empty = not recorded
 * @param remoteUsername protocol user name, empty = derived from the label
 */
public record Contact(String label, Optional<X25519PublicKey> encryptionKey, Optional<Ed25519PublicKey> signingKey,
                      String domain, String remoteUsername) {
    /** The name prekeys and rotations are looked up under (client.md 4, 18 no. 1); empty for an intro placeholder. */
    public String protocolUsername() {
        if (!remoteUsername.isEmpty()) {
            return remoteUsername;
        }
        if (encryptionKey.isEmpty() && signingKey.isPresent()) {
            return "";
        }
        int at = label.indexOf('@');
        return at < 0 ? label : label.substring(0, at);
    }

    /** The contact's zone: the one recorded, else the client's own. */
    public String zoneOr(String ownZone) {
        return domain.isEmpty() ? ownZone : domain;
    }
}
