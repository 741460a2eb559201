package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.rrset.Stamp;
import java.util.List;
import java.util.Optional;

/** What a store has to do with a batch, decided against one snapshot. */
public sealed interface BatchPlan {
    /** Nothing to write; this is the outcome. */
    record Refused(Commit outcome) implements BatchPlan {
    }

    /**
     * To be written in one transaction, in any order; then the outcome is {@link #done}.
     *
     * @param tombstones none for a store that keeps none
     */
    record Accepted(Stamp stamp, List<RowChange> rows, List<TombstoneChange> tombstones, Optional<ReplayEntry> replay,
                    List<Watermark> watermarks) implements BatchPlan {
        public Accepted {
            tombstones = List.copyOf(tombstones);
            rows = List.copyOf(rows);
            watermarks = List.copyOf(watermarks);
        }

        /** Nothing needs to be written, and no stamp is used up. */
        public boolean isEmpty() {
            return rows.isEmpty() && tombstones.isEmpty() && replay.isEmpty() && watermarks.isEmpty();
        }

        public Commit.Done done() {
            return new Commit.Done(stamp, (int) rows.stream().filter(RowChange.Delete.class::isInstance).count());
        }
    }
}
