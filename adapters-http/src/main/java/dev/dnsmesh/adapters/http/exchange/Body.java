package dev.dnsmesh.adapters.http.exchange;

import dev.dnsmesh.domain.octets.Octets;

/** What came of reading a request body. */
public sealed interface Body {
    /** All of it; no octets where none was announced. */
    record Complete(Octets octets) implements Body {
    }

    /** More than the limit, announced or sent. The rest is not kept. */
    record TooLarge() implements Body {
    }

    /** Cut short, or not framed as HTTP wants it. */
    record Broken() implements Body {
    }

    /** Not complete within the time that bodies have. */
    record Late() implements Body {
    }

    /** Carries a {@code Content-Encoding} (http.md 13.3). */
    record Encoded() implements Body {
    }
}
