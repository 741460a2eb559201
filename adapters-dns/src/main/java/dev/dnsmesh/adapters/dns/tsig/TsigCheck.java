package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.domain.access.TsigKey;

/** What the verification of a request's TSIG came to (dns.md 10.5). */
public sealed interface TsigCheck {
    /** The request carries no TSIG. */
    record Absent() implements TsigCheck {
    }

    /** The MAC verifies in full length, at the right time, with an active key. */
    record Genuine(TsigKey key) implements TsigCheck {
    }

    /** A MAC length that RFC 8945 5.2.2.1 forbids: FORMERR without TSIG. */
    record Malformed() implements TsigCheck {
    }

    /** NOTAUTH with an unsigned TSIG that carries the error. */
    record Unverified(TsigError error) implements TsigCheck {
    }

    /** The MAC verifies, yet NOTAUTH: with a TSIG signed by the key. */
    record Rejected(TsigError error, TsigKey key) implements TsigCheck {
    }
}
