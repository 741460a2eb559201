package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.octets.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A TSIG key to be given another secret.
 *
 * @param target    a key, or the subject whose only active key is meant
 * @param secret    fresh
 * @param expiresAt empty = as before
 */
public record RotateRequest(KeyTarget target, Secret secret, Optional<Instant> expiresAt, Actor actor, Terms terms) {
}
