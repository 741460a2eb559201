package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKeyName;

/** Which TSIG keys to revoke. */
public sealed interface KeyTarget {
    record Named(TsigKeyName name) implements KeyTarget {
    }

    record AllOf(Subject subject) implements KeyTarget {
    }
}
