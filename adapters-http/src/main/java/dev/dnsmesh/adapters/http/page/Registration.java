package dev.dnsmesh.adapters.http.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one gets to write here: the variants of http.md 7. */
public sealed interface Registration {
    /**
     * Anybody registers by himself, and gets a TSIG key.
     *
     * @param life    of a key; empty = without end
     * @param domains of subjects; empty = any
     */
    record SelfService(Optional<Duration> life, List<String> domains) implements Registration {
        public SelfService {
            domains = domains.stream().sorted().toList();
        }
    }

    /** It is on, but DNS UPDATE is not. */
    record WithoutUpdate() implements Registration {
    }

    /** Mode {@code multi-tenant}, self-service off. */
    record ByOperator() implements Registration {
    }

    /** Mode {@code legacy}. */
    record OneToken() implements Registration {
    }

    /** Mode {@code open}. */
    record Open() implements Registration {
    }

    /** The mode is none that we know: nobody writes. */
    record Closed() implements Registration {
    }
}
