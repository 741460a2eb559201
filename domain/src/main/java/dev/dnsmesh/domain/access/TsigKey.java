package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A row of the keystore (dns.md 7.1).
 *
 * @param suffixes   what it may write; in byte order
 * @param createdAt  of the last mint
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
    public TsigKey {
        if (secret.length() == 0 || suffixes.isEmpty()) {
            throw new IllegalArgumentException("a key has a secret and at least one suffix: " + name);
        }
        suffixes = Collections.unmodifiableSortedSet(new TreeSet<>(suffixes));
    }

    /** Not revoked and not expired (dns.md 7.2). */
    public boolean isActiveAt(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(end -> end.isAfter(now)).orElse(true);
    }

    /** Some suffix grants the operation there (dns.md 6): the outer gate, without the shapes. */
    public boolean covers(WriteOperation operation, OwnerName owner) {
        for (ScopeSuffix suffix : suffixes) {
            if ((operation == WriteOperation.ADD || !suffix.isWildcard()) && suffix.covers(owner)) {
                return true;
            }
        }
        return false;
    }

    /** May add this value in the zone (dns.md 6 and 10.16). Whether a claim is a valid one is asked elsewhere (10.15). */
    public boolean mayAdd(OwnerName owner, TxtValue value, OwnerName zone) {
        return covers(WriteOperation.ADD, owner)
                && (!shaped || WritableShape.of(owner, zone).map(shape -> shape.accepts(value)).orElse(false));
    }

    /** May delete one value or the whole RRset there (dns.md 6 and 10.16). */
    public boolean mayDelete(OwnerName owner, OwnerName zone) {
        return covers(WriteOperation.DELETE, owner)
                && (!shaped || WritableShape.of(owner, zone).map(WritableShape::isDeletable).orElse(false));
    }

    /** The same row, ended now; one that was revoked before stays as it is. */
    public TsigKey revokedAt(Instant now) {
        return revokedAt.isPresent() ? this : new TsigKey(name, algorithm, secret, suffixes, createdAt, expiresAt,
                Optional.of(now), subject, registered, proven, shaped);
    }

    /** When it stopped, or will stop, being active; empty = never. */
    public Optional<Instant> endsAt() {
        return Credentials.earlier(expiresAt, revokedAt);
    }
}
