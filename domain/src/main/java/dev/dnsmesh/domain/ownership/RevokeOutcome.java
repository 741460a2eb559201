package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import java.util.List;

/** What became of a revocation. */
public sealed interface RevokeOutcome {
    /** These rows, as they are now; one at least. */
    record Revoked(List<TsigKey> keys, List<Token> tokens) implements RevokeOutcome {
        public Revoked {
            keys = List.copyOf(keys);
            tokens = List.copyOf(tokens);
        }
    }

    /** Nothing there that was not revoked before. */
    record Nothing() implements RevokeOutcome {
    }

    /** The prefix fits several tokens; nothing was revoked. */
    record Ambiguous() implements RevokeOutcome {
    }
}
