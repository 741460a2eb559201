package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the token table (registration.md 8).
 *
 * @param prekeys    set by an operator only
 * @param ratePerSec per token; off when it or {@code rateBurst} is not above 0
 * @param expiresAt  empty = never
 * @param revokedAt  empty = not revoked
 * @param registered the Ed25519 key of a self-service token, or that an operator recorded
 * @param holds      keeps its subject from other keys (W4); false after {@code --no-hold}
 */
public record Token(TokenHash hash, Subject subject, Optional<PrekeyScope> prekeys, double ratePerSec, int rateBurst,
                    Instant issuedAt, Optional<Instant> expiresAt, Optional<Instant> revokedAt, Issuer issuer,
                    Optional<String> note, Optional<Ed25519PublicKey> registered, boolean holds) {
    /** {@code subject_type} of every row: a user identity. */
    public static final int SUBJECT_TYPE = 1;

    /** Not revoked and not expired. */
    public boolean isLiveAt(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(end -> end.isAfter(now)).orElse(true);
    }

    /** The same row, ended now; one that was revoked before stays as it is. */
    public Token revokedAt(Instant now) {
        return revokedAt.isPresent() ? this : new Token(hash, subject, prekeys, ratePerSec, rateBurst, issuedAt,
                expiresAt, Optional.of(now), issuer, note, registered, holds);
    }

    /** The same row with another key recorded. */
    public Token registeredBy(Ed25519PublicKey key) {
        return new Token(hash, subject, prekeys, ratePerSec, rateBurst, issuedAt, expiresAt, revokedAt, issuer, note,
                Optional.of(key), holds);
    }

    /** The same row, holding nothing. */
    public Token withoutHold() {
        return new Token(hash, subject, prekeys, ratePerSec, rateBurst, issuedAt, expiresAt, revokedAt, issuer, note,
                registered, false);
    }

    /** When it stopped, or will stop, being live; empty = never. */
    public Optional<Instant> endsAt() {
        return Credentials.earlier(expiresAt, revokedAt);
    }
}
