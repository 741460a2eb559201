package dev.dnsmesh.application.client.settings;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/**
 * A contact as config.yaml keeps it (client.md 4).
 *
 * @param label          the local name
 * @param encryptionKey  {@code pub}; without it nothing can be sent to the contact
 * @param signingKey     {@code spk}; with it the contact is pinned
 * @param domain         zone of the contact, empty = not recorded
 * @param remoteUsername protocol user name, empty = derived from the label
 * @param unreadable     texts that stand in the place of keys and are none; they stay in the file
 */
public record Contact(String label, Optional<X25519PublicKey> encryptionKey, Optional<Ed25519PublicKey> signingKey,
                      String domain, String remoteUsername, Unreadable unreadable) {
    private static final int FINGERPRINT_DIGITS = 16;

    /** What {@code pub} and {@code spk} hold where they hold no key; empty otherwise. */
    public record Unreadable(String pub, String spk) {
        public static final Unreadable NOTHING = new Unreadable("", "");
    }

    public Contact(String label, Optional<X25519PublicKey> encryptionKey, Optional<Ed25519PublicKey> signingKey,
                   String domain, String remoteUsername) {
        this(label, encryptionKey, signingKey, domain, remoteUsername, Unreadable.NOTHING);
    }

    /** Neither key can be read: the entry only stays in the file. */
    public boolean isIgnored() {
        return encryptionKey.isEmpty() && signingKey.isEmpty() || !unreadable.equals(Unreadable.NOTHING);
    }

    /** An intro was trusted, and the key to write to is not known yet (client.md 9). */
    public boolean isPlaceholder() {
        return encryptionKey.isEmpty() && signingKey.isPresent() && !isIgnored();
    }

    /** 16 hex digits of both keys, where both are known. */
    public Optional<String> fingerprint() {
        return encryptionKey.flatMap(pub -> signingKey.map(spk -> Sha256.hex(FINGERPRINT_DIGITS, pub.octets(), spk.octets())));
    }

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
