package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.update.Change;

/** What one RR of the update section asks for (dns.md 10.3). */
sealed interface Operation {
    /** Changes TXT data. */
    record Changing(Change change) implements Operation {
    }

    /** Deletes data of a type that is never there. */
    record Idle() implements Operation {
    }

    /** Means nothing; the UPDATE that holds it gets no further than the prescan. */
    record Malformed(Refusal refusal) implements Operation {
    }

    /** Well-formed, but the UPDATE that holds it is refused whoever sends it. */
    record Forbidden(Refusal refusal) implements Operation {
    }
}
