package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.TsigKey;

/** What became of a {@link MintRequest}. */
public sealed interface MintOutcome {
    /** The row as it was written. */
    record Minted(TsigKey key) implements MintOutcome {
    }

    /** Another key holds the subject or a literal name; nothing was written. */
    record Held(HeldName name) implements MintOutcome {
    }
}
