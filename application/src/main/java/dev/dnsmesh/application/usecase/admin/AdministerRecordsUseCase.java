package dev.dnsmesh.application.usecase.admin;

import dev.dnsmesh.application.port.in.AdministerRecords;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.util.List;
import java.util.Optional;

/** Looks at records and takes them away, whoever wrote them. */
public final class AdministerRecordsUseCase implements AdministerRecords {
    private final RecordStore records;
    private final TimeSource time;

    public AdministerRecordsUseCase(RecordStore records, TimeSource time) {
        this.records = records;
        this.time = time;
    }

    @Override
    public List<StoredRecord> list(Optional<OwnerName> below, Optional<OwnerName> after, int limit) {
        return records.within(below, after, limit, time.now());
    }

    @Override
    public List<StoredRecord> show(OwnerName name) {
        return records.liveAt(name, time.now());
    }

    @Override
    public Deletion delete(OwnerName name, Which which) {
        return switch (which) {
            case Which.All() -> commit(new Change.DeleteRrset(name));
            case Which.Value(var text) -> commit(new Change.DeleteValue(name, TxtValue.of(text)));
            case Which.Hash(var prefix) -> {
                List<StoredRecord> found = show(name).stream().filter(row -> row.value().hash().hex().startsWith(prefix)).toList();
                yield switch (found.size()) {
                    case 0 -> new Deletion.Nothing();
                    case 1 -> commit(new Change.DeleteValue(name, found.getFirst().value()));
                    default -> new Deletion.Ambiguous();
                };
            }
        };
    }

    private Deletion commit(Change deletion) {
        Commit commit = records.commit(UpdateBatch.unconditional(List.of(deletion), time.now()));
        if (!(commit instanceof Commit.Done done)) {
            // there is no condition that could be unmet, and no cap that a deletion could reach
            throw new StorageUnavailable("the store refused to delete: " + commit);
        }
        return done.removed() > 0 ? new Deletion.Deleted(done.removed()) : new Deletion.Nothing();
    }
}
