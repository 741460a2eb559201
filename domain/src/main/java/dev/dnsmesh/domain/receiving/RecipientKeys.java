package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.UnixTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The private keys that a message may have been encrypted to. */
public interface RecipientKeys {
    /** How long the private half of a prekey opens messages after the public half expired (client.md 18 no. 8). */
    Duration GRACE = Duration.ofDays(1);

    X25519PrivateKey longTerm();

    /** The private half of that prekey, while {@link #opens} says so. Asking does not use it up. */
    Optional<X25519PrivateKey> prekey(PrekeyId id, Instant now);

    /** A prekey of that expiry still opens messages. */
    static boolean opens(UnixTime expiresAt, Instant now) {
        return expiresAt.isAfter(now.minus(GRACE));
    }
}
