package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/**
 * A contact whose signing key is pinned: mail signed with it is taken.
 *
 * @param label         the contact's local name
 * @param encryptionKey the contact's X25519 key, where it is known
 * @param zone          where the contact's records are published
 */
public record Pin(String label, Ed25519PublicKey signingKey, Optional<X25519PublicKey> encryptionKey, OwnerName zone) {
}
