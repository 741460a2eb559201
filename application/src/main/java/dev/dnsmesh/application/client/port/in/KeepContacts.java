package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.util.List;
import java.util.Optional;

/** {@code contacts}: whom the user knows, by local label (client.md 4). */
public interface KeepContacts {
    /** Stores the entry, or replaces the one of that label; it records no zone. */
    ClientResult<Listed> add(String label, X25519PublicKey encryptionKey, Optional<Ed25519PublicKey> signingKey);

    /** By label. */
    ClientResult<List<Listed>> list();

    /** Takes the pin away. */
    ClientResult<Listed> remove(String label);

    /** Looks up whether prekeys are live, which needs the network. */
    ClientResult<Shown> show(String label);

    /**
     * @param username    protocol user name, empty for an intro's placeholder
     * @param zone        recorded or own zone
     * @param fingerprint where both keys are known
     * @param pinned      mail from it is accepted
     * @param sendable    mail can be sent to it
     */
    record Listed(String label, String username, String zone, Optional<X25519PublicKey> encryptionKey,
                  Optional<Ed25519PublicKey> signingKey, Optional<String> fingerprint, boolean pinned, boolean sendable) {
    }

    /** @param prekeysLive verifying, unexpired prekeys; empty where that could not be found out */
    record Shown(Listed contact, Optional<Integer> prekeysLive) {
    }
}
