package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.TsigKey;

/** What became of a {@link RotateRequest}. */
public sealed interface RotateOutcome {
    /** The row as it was written. */
    record Rotated(TsigKey key) implements RotateOutcome {
    }

    /** No active key there; nothing was written. */
    record Nothing() implements RotateOutcome {
    }

    /** The subject has several active keys; nothing was written. */
    record Ambiguous() implements RotateOutcome {
    }
}
