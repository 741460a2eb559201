package dev.dnsmesh.domain.sending;

import dev.dnsmesh.domain.crypto.AuthenticatedCipher;
import dev.dnsmesh.domain.crypto.Randomness;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;

/** What is drawn anew for every message and never used twice. */
public record Freshness(MessageId message, X25519PrivateKey ephemeral, Octets nonce) {
    public static Freshness draw(Randomness randomness) {
        byte[] id = new byte[MessageId.LENGTH];
        byte[] nonce = new byte[AuthenticatedCipher.NONCE_LENGTH];
        randomness.fill(id);
        randomness.fill(nonce);
        return new Freshness(MessageId.ofRandom(Octets.of(id)), X25519PrivateKey.fresh(randomness), Octets.of(nonce));
    }
}
