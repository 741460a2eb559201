package dev.dnsmesh.domain.ownership;

import java.util.List;

/** What became of the release of a subject. */
public sealed interface ReleaseOutcome {
    /** The names that anyone may take now, and how many credentials of the old holder ended with that. */
    record Released(List<HeldName> names, int keysRevoked, int tokensRevoked) implements ReleaseOutcome {
        public Released {
            names = List.copyOf(names);
        }
    }

    /** The registry has no entry of this subject. */
    record NotHeld() implements ReleaseOutcome {
    }
}
