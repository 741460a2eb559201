package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.rrset.Stamp;
import org.jdbi.v3.core.Handle;

/** One writing transaction, which holds the lock of {@code node_state}. */
final class WriteView {
    private final Handle handle;
    private final NodeState before;
    private NodeState after;

    WriteView(Handle handle, NodeState state) {
        this.handle = handle;
        before = state;
        after = state;
    }

    Handle handle() {
        return handle;
    }

    /** As it will be written. */
    NodeState state() {
        return after;
    }

    void count(long moreRecords, long moreClaims, long moreReplays) {
        after = after.counted(moreRecords, moreClaims, moreReplays);
    }

    void stamp(Stamp stamp) {
        after = after.stamped(stamp);
    }

    void settle(NodeState state) {
        after = state;
    }

    /** Writes what has changed of the state. */
    void finish() {
        if (!after.equals(before)) {
            after.write(handle);
        }
    }
}
