package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.record.manifest.Manifest;

/** What makes a message the same one: its signer and its id. */
public record MessageReference(Ed25519PublicKey sender, MessageId message) {
    public static MessageReference of(Manifest manifest) {
        return new MessageReference(manifest.sender(), manifest.message());
    }
}
