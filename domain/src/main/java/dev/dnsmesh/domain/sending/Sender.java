package dev.dnsmesh.domain.sending;

import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;

/**
 * Who sends.
 *
 * @param id   of the X25519 key that belongs to the signing key
 * @param zone where the sender's records are published
 */
public record Sender(Signer signer, UserId id, OwnerName zone) {
}
