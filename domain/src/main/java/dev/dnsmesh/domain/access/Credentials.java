package dev.dnsmesh.domain.access;

import java.time.Instant;
import java.util.Optional;

/** What keys and tokens have in common. */
final class Credentials {
    private Credentials() {
    }

    static Optional<Instant> earlier(Optional<Instant> expiry, Optional<Instant> revocation) {
        if (expiry.isEmpty() || revocation.isEmpty()) {
            return expiry.or(() -> revocation);
        }
        return expiry.get().isBefore(revocation.get()) ? expiry : revocation;
    }
}
