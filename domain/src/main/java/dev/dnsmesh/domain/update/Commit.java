package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.Stamp;

/** What became of a batch. Anything but {@link Done} left the store as it was. */
public sealed interface Commit {
    /** Durable. {@code removed} rows went, live or expired. */
    record Done(Stamp storedAt, int removed) implements Commit {
    }

    /** A prerequisite failed with this code. */
    record Unmet(Rcode rcode) implements Commit {
    }

    /** The owner would hold more values than the cap. */
    record Full(OwnerName owner) implements Commit {
    }

    /** The whole RRset would no longer fit a signed answer. */
    record AnswerTooLarge(OwnerName owner) implements Commit {
    }

    /** The key was revoked, replaced, or expired since the request was verified. */
    record KeyGone() implements Commit {
    }

    /** This very batch was committed before, with this answer. */
    record Replayed(Rcode rcode) implements Commit {
    }

    /** No room to remember one more signed UPDATE. */
    record ReplayStoreFull() implements Commit {
    }
}
