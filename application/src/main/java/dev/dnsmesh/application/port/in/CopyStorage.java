package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.RowTally;
import java.util.Map;

/**
 * Carries everything that a storage holds into another one, and compares both afterwards. The target notes how far it is:
 * a copy that was cut off goes on there. Until a copy has ended well no node can use its target.
 */
public interface CopyStorage {
    Outcome copy(Progress progress);

    /** Told of every part that is in the target for good. */
    @FunctionalInterface
    interface Progress {
        /** @param rows of that kind in this run */
        void copied(RowKind kind, long rows);
    }

    sealed interface Outcome {
        /**
         * Both hold the same.
         *
         * @param resumed an earlier copy was taken up
         */
        record Copied(Map<RowKind, RowTally> tallies, boolean resumed) implements Outcome {
            public Copied {
                tallies = Map.copyOf(tallies);
            }
        }

        /** The source is the unfinished target of another copy. */
        record SourceUnfinished() implements Outcome {
        }

        /** The target holds rows that no copy brought; nothing was written. */
        record TargetInUse(RowKind kind) implements Outcome {
        }

        /** The target was begun from another source, or the source has been written to since; nothing was written. */
        record AnotherSource() implements Outcome {
        }

        /** After the copy: what the source holds is not what the target holds. */
        record Different(RowKind kind, RowTally source, RowTally target) implements Outcome {
        }
    }
}
