package dev.dnsmesh.domain.sync;

/** What a node thinks of a row that it pulled, or would offer (cluster.md 7). */
public sealed interface RowVerdict {
    RowKind kind();

    /** The row may be written. */
    record Accepted(RowKind kind) implements RowVerdict {
    }

    /** The row goes to quarantine. */
    record Refused(RowKind kind, Reason reason) implements RowVerdict {
    }

    /** Why a row is refused. */
    enum Reason {
        EMPTY_VALUE(true),
        UNKNOWN_RECORD(true),
        FOREIGN_AT_RESERVED_NAME(true),
        /** Its form, a signature or a time is wrong, at least for now. */
        DOES_NOT_VERIFY(false);

        private final boolean permanent;

        Reason(boolean permanent) {
            this.permanent = permanent;
        }

        /** No later time, only other software, can think otherwise (cluster.md 13.5). */
        public boolean isPermanent() {
            return permanent;
        }
    }
}
