package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.usecase.update.Authorisation.Permitted;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.util.List;
import java.util.Optional;

/** Steps 9 and 10 of dns.md 10.3: one transaction of the record store. */
public final class UpdateCommit {
    private final RecordStore records;

    public UpdateCommit(RecordStore records) {
        this.records = records;
    }

    Outcome of(UpdateCase update, Prescan scan, Permitted permitted, Optional<TsigKey> key, Optional<ReplayEntry> replay,
               long replayRoom) {
        Caps caps = new Caps(Math.max(0, update.settings().maxValuesPerName()), Caps.LARGEST_MESSAGE, replayRoom,
                update.settings().claimsStay());
        return switch (records.commit(new UpdateBatch(scan.prerequisites(), permitted.changes(), caps, key, replay,
                List.of(), update.now()))) {
            case Commit.Done done -> new Outcome.Applied();
            case Commit.Unmet(var rcode) -> remembered(replay, new Outcome.Denied(rcode, "prerequisite"));
            // another node let claims in too, or this one before it was restarted: its own bucket would have said the same
            case Commit.Full(var owner) when owner.isOfClaim() -> Refusal.CLAIM_RECIPIENT_RATE.denied();
            case Commit.AnswerTooLarge(var owner) when owner.isOfClaim() -> Refusal.CLAIM_RECIPIENT_RATE.denied();
            case Commit.Full(var owner) -> remembered(replay, Refusal.VALUES_PER_NAME.denied(owner));
            case Commit.AnswerTooLarge(var owner) -> remembered(replay, Refusal.ANSWER_SIZE.denied(owner));
            case Commit.KeyGone gone -> Refusal.KEY_GONE.denied();
            case Commit.Replayed(var rcode) -> new Outcome.Remembered(rcode);
            case Commit.ReplayStoreFull full -> Refusal.REPLAY_ENTRIES.denied();
        };
    }

    /** What the rows refused today they may take tomorrow: a copy that another node gets must not be judged anew. */
    private Outcome remembered(Optional<ReplayEntry> replay, Outcome.Denied denied) {
        replay.ifPresent(entry -> records.remember(entry, denied.rcode()));
        return denied;
    }
}
