package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.UserId;

/**
 * The user's own identity as it is shown.
 *
 * @param domain      own zone
 * @param address     {@code username@identity host}
 * @param fingerprint 16 hex digits
 */
public record OwnIdentity(String username, String domain, String address, X25519PublicKey encryptionKey,
                          Ed25519PublicKey signingKey, UserId userId, String fingerprint) {
}
