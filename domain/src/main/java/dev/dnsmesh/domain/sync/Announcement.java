package dev.dnsmesh.domain.sync;

import java.util.Optional;

/** What an entry of a peer's digest says (cluster.md 6.1, 13.3 rule 2, 13.6). */
public sealed interface Announcement {
    /** Where the entry stands in the order of rows, where it may carry a watermark. */
    Optional<Cursor> position();

    /** @param published {@code pub}; 0 = unknown */
    record Live(DigestEntry entry, long published) implements Announcement {
        @Override
        public Optional<Cursor> position() {
            return Optional.of(entry.position());
        }
    }

    /** @param deletedAt {@code del}; the entry's TTL is how long the tombstone is still kept */
    record Deleted(DigestEntry entry, long deletedAt) implements Announcement {
        @Override
        public Optional<Cursor> position() {
            return Optional.of(entry.position());
        }
    }

    /** Sound, but of a time that has not come: it waits until it has. */
    record Ahead(long millis) implements Announcement {
        @Override
        public Optional<Cursor> position() {
            return Optional.empty();
        }
    }

    /** Breaks a rule, or is local to the peer: never to be looked at again. */
    record Invalid(Optional<Cursor> position) implements Announcement {
    }
}
