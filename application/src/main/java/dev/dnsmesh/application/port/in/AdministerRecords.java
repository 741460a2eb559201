package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.util.List;
import java.util.Optional;

/** What an operator does with records. */
public interface AdministerRecords {
    /**
     * Live records below a name or at it, all of them where none is given, in the order of the names; those of a name stay
     * together, so that its name serves as the next {@code after}.
     *
     * @param limit a few more where the last name has several
     */
    List<StoredRecord> list(Optional<OwnerName> below, Optional<OwnerName> after, int limit);

    /** Live records at a name, oldest write first. */
    List<StoredRecord> show(OwnerName name);

    /** Durable when it returns. */
    Deletion delete(OwnerName name, Which which);

    /** What is to go. */
    sealed interface Which {
        record All() implements Which {
        }

        record Value(String text) implements Which {
        }

        /** @param hexPrefix lower-case hex that the SHA-256 of the value begins with */
        record Hash(String hexPrefix) implements Which {
        }
    }

    sealed interface Deletion {
        /** @param records how many went */
        record Deleted(int records) implements Deletion {
        }

        record Nothing() implements Deletion {
        }

        /** Several values have such a hash; nothing went. */
        record Ambiguous() implements Deletion {
        }
    }
}
