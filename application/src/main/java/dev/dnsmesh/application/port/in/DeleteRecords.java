package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.name.OwnerName;

/** Deletes values at a name (http.md 5.4). Returns when the outcome is durable. */
public interface DeleteRecords {
    Outcome delete(OwnerName name, Which which);

    /** What is to go. */
    sealed interface Which {
        record All() implements Which {
        }

        record One(String value) implements Which {
        }
    }

    sealed interface Outcome {
        /** One row at least went, live or expired. */
        record Deleted() implements Outcome {
        }

        record NothingThere() implements Outcome {
        }

        record InvalidValue() implements Outcome {
        }

        /** The store could not; nothing changed. */
        record StoreRefused() implements Outcome {
        }
    }
}
