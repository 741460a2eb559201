package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A row of the keystore (dns.md 7.1).
 *
 * @param expiresAt  empty = never
 * @param revokedAt  empty = not revoked
 * @param registered the Ed25519 key that registered; empty for keys that an operator made without one
 * @param proven     the X25519 key whose possession was proven
 * @param shaped     bound to the shapes of dns.md 10.16 besides its suffixes
 */
public record TsigKey(TsigKeyName name, TsigAlgorithm algorithm, Secret secret, SortedSet<ScopeSuffix> suffixes,
                      Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> revokedAt,
                      Optional<Subject> subject, Optional<Ed25519PublicKey> registered,
                      Optional<X25519PublicKey> proven, boolean shaped) {
    /** Not revoked and not expired (dns.md 7.2). */
    public boolean isActiveAt(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(end -> end.isAfter(now)).orElse(true);
    }
}
