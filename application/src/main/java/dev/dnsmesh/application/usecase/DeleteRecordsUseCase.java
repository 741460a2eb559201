package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.DeleteRecords;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.RecordValue;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.util.List;

/** Deletes one value, or all at a name. */
public final class DeleteRecordsUseCase implements DeleteRecords {
    private final RecordStore records;
    private final TimeSource time;

    public DeleteRecordsUseCase(RecordStore records, TimeSource time) {
        this.records = records;
        this.time = time;
    }

    @Override
    public Outcome delete(OwnerName name, Which which) {
        return switch (which) {
            case Which.All() -> commit(new Change.DeleteRrset(name));
            case Which.One(String value) -> RecordValue.parse(value)
                    .map(valid -> commit(new Change.DeleteValue(name, valid))).orElseGet(Outcome.InvalidValue::new);
        };
    }

    private Outcome commit(Change deletion) {
        try {
            return switch (records.commit(UpdateBatch.unconditional(List.of(deletion), time.now()))) {
                case Commit.Done done -> done.removed() > 0 ? new Outcome.Deleted() : new Outcome.NothingThere();
                case Commit.Unmet ignored -> new Outcome.StoreRefused();
                case Commit.Full ignored -> new Outcome.StoreRefused();
                case Commit.AnswerTooLarge ignored -> new Outcome.StoreRefused();
                case Commit.KeyGone ignored -> new Outcome.StoreRefused();
                case Commit.Replayed ignored -> new Outcome.StoreRefused();
                case Commit.ReplayStoreFull ignored -> new Outcome.StoreRefused();
            };
        } catch (StorageUnavailable unavailable) {
            return new Outcome.StoreRefused();
        }
    }
}
