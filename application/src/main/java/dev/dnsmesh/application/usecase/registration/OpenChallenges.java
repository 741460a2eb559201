package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.registration.Challenge;
import java.util.Optional;

/** Takes challenges back. */
@FunctionalInterface
public interface OpenChallenges {
    /**
     * Spends a challenge.
     *
     * @param asSent its text: known in lower-case hex only
     * @return the ephemeral key that went with it; empty where it was not issued here, was used before, or has expired
     */
    Optional<X25519PrivateKey> consume(Challenge challenge, String asSent, String node);
}
