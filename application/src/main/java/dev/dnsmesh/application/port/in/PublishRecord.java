package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.name.OwnerName;

/** Adds one value to an RRset, or refreshes it there (http.md 5.2 from check 7 on). Returns when the outcome is durable. */
public interface PublishRecord {
    Outcome publish(Publication publication);

    /**
     * @param name       as asked for; that it is a record name is checked in its turn
     * @param value      any text
     * @param ttlSeconds at least 1
     */
    record Publication(String name, String value, long ttlSeconds) {
    }

    /** In the order in which the checks are made. */
    sealed interface Outcome {
        record TtlTooLong(long capSeconds) implements Outcome {
        }

        record ValueTooLong(long capOctets) implements Outcome {
        }

        /** The name holds as many values as it may, and this is none of them. */
        record NameFull(long cap) implements Outcome {
        }

        record InvalidName() implements Outcome {
        }

        record InvalidValue() implements Outcome {
        }

        /** With this value the whole RRset would no longer fit an answer. */
        record AnswerFull() implements Outcome {
        }

        /** The store could not; nothing changed. */
        record StoreRefused() implements Outcome {
        }

        record Stored(OwnerName name) implements Outcome {
        }
    }
}
