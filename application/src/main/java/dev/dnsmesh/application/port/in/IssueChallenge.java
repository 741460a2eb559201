package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.registration.Challenge;
import java.time.Instant;
import java.util.List;

/** Gives out challenges for registration (registration.md 2.1, W14). HEAD is answered without asking here. */
public interface IssueChallenge {
    /** What the challenge announces as {@code signature_versions} (W11). */
    List<Long> SIGNATURE_VERSIONS = List.of(1L, 2L);

    /** False: every route of registration answers 404, before any limit. */
    boolean isAvailable();

    Outcome issue();

    sealed interface Outcome {
        /**
         * A challenge for one confirmation.
         *
         * @param node      the name that the registrant signs, verbatim
         * @param ephemeral what a proof of possession is made against
         */
        record Issued(Challenge challenge, String node, Instant expiresAt, X25519PublicKey ephemeral) implements Outcome {
        }

        /** Registration is off. */
        record Unavailable() implements Outcome {
        }
    }
}
