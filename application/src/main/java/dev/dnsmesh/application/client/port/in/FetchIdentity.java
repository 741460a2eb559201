package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.util.Optional;

/** {@code identity fetch}: finds somebody's identity and, if asked, pins it (client.md 3.3, 3.4). */
@FunctionalInterface
public interface FetchIdentity {
    ClientResult<Fetched> fetch(Order order);

    /**
     * @param name        {@code user@host}, or a bare user name, looked for in {@code domain} or the own zone
     * @param replace     with {@code add}: put it in the place of a contact with other keys
     * @param fingerprint {@code --accept-fingerprint}
     */
    record Order(String name, Optional<String> domain, boolean add, boolean replace, Optional<String> fingerprint) {
    }

    /**
     * @param publishedAt Unix seconds
     * @param dnsName     where it was found
     */
    record Fetched(String username, String address, X25519PublicKey encryptionKey, Ed25519PublicKey signingKey,
                   long publishedAt, String dnsName, String fingerprint, Optional<Pinned> pinned) {
    }

    /** What {@code --add} did. */
    record Pinned(String label, How how) {
        public enum How {
            ADDED,
            /** An intro's placeholder got its missing key. */
            COMPLETED, REPLACED,
            /** There is a contact of this label; nothing was changed. */
            ALREADY_THERE
        }
    }
}
