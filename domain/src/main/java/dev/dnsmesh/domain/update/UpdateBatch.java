package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.access.TsigKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All-or-nothing work for the record store: one UPDATE, one publish, or the rows of one pull.
 *
 * @param key        the key that signed; its row must still be the same and active inside the transaction
 * @param replay     found there already: nothing applies and the remembered answer is the outcome
 * @param replicas   rows of a peer, taken over after the changes
 * @param deletions  of a peer, applied after those
 * @param watermarks written with the changes
 * @param now        wall clock at which liveness, expiry and key life are judged
 */
public record UpdateBatch(List<Prerequisite> prerequisites, List<Change> changes, Caps caps, Optional<TsigKey> key,
                          Optional<ReplayEntry> replay, List<Replica> replicas, List<Deletion> deletions,
                          List<Watermark> watermarks, Instant now) {
    public UpdateBatch {
        deletions = List.copyOf(deletions);
        replicas = List.copyOf(replicas);
        prerequisites = List.copyOf(prerequisites);
        changes = List.copyOf(changes);
        watermarks = List.copyOf(watermarks);
    }

    /** Of this node's own clients. */
    public UpdateBatch(List<Prerequisite> prerequisites, List<Change> changes, Caps caps, Optional<TsigKey> key,
                       Optional<ReplayEntry> replay, List<Watermark> watermarks, Instant now) {
        this(prerequisites, changes, caps, key, replay, List.of(), List.of(), watermarks, now);
    }

    /** What one pull brought. No limits apply to it (cluster.md 2). */
    public static UpdateBatch pulled(List<Replica> replicas, List<Deletion> deletions, List<Watermark> watermarks, Instant asked) {
        return new UpdateBatch(List.of(), List.of(), Caps.NONE, Optional.empty(), Optional.empty(), replicas, deletions, watermarks, asked);
    }

    /** Changes without conditions or limits. */
    public static UpdateBatch unconditional(List<Change> changes, Instant now) {
        return new UpdateBatch(List.of(), changes, Caps.NONE, Optional.empty(), Optional.empty(), List.of(), now);
    }
}
