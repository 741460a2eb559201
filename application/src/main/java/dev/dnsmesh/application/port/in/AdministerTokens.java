package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an operator does with bearer tokens (registration.md 10.2, W4, W16). {@code user} is the account that asks. */
public interface AdministerTokens {
    /** Ends nothing. */
    Outcome issue(Order order, String user);

    /** Ends all tokens of the subject and issues one that keeps the recorded key, both or neither. */
    Outcome rotate(Subject subject, Grant grant, String user);

    /** Newest first, live or not, those of one subject where given. */
    List<Token> list(Optional<Subject> subject);

    RevokeOutcome revoke(TokenTarget target, String user);

    /**
     * What a token is given.
     *
     * @param life empty = without end
     */
    record Grant(double ratePerSec, int rateBurst, Optional<Duration> life) {
    }

    /**
     * @param key   to be recorded; empty = the one that holds the subject already, if any
     * @param holds keeps the subject from other keys
     */
    record Order(Subject subject, Grant grant, Optional<Ed25519PublicKey> key, boolean holds,
                 Optional<PrekeyScope> prekeys, Optional<String> note) {
    }

    sealed interface Outcome {
        /**
         * @param text  shown this once
         * @param ended how many tokens were revoked with it
         */
        record Issued(UserToken text, Token token, int ended) implements Outcome {
        }

        /** Another key holds the subject or a literal name; nothing was written. */
        record Held(HeldName name) implements Outcome {
        }
    }
}
