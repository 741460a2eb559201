package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Token;

/** What became of a {@link TokenRequest}. */
public sealed interface TokenOutcome {
    /**
     * The row as it was written.
     *
     * @param ended how many tokens were revoked with it
     */
    record Issued(Token token, int ended) implements TokenOutcome {
    }

    /** Another key holds the subject or a literal name; nothing was written. */
    record Held(HeldName name) implements TokenOutcome {
    }
}
