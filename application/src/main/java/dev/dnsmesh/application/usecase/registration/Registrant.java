package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.registration.Challenge;

/** Somebody who proved his Ed25519 key with a challenge, and whose domain is allowed. */
record Registrant(Subject subject, Ed25519PublicKey key, Challenge challenge, X25519PrivateKey ephemeral) {
}
