package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.TransferRow;
import dev.dnsmesh.domain.transfer.TransferRow.OfAudit;
import dev.dnsmesh.domain.transfer.TransferRow.OfCounter;
import dev.dnsmesh.domain.transfer.TransferRow.OfDeletion;
import dev.dnsmesh.domain.transfer.TransferRow.OfHistory;
import dev.dnsmesh.domain.transfer.TransferRow.OfKey;
import dev.dnsmesh.domain.transfer.TransferRow.OfOwner;
import dev.dnsmesh.domain.transfer.TransferRow.OfRecord;
import dev.dnsmesh.domain.transfer.TransferRow.OfReplay;
import dev.dnsmesh.domain.transfer.TransferRow.OfToken;
import dev.dnsmesh.domain.transfer.TransferRow.OfWatermark;
import dev.dnsmesh.domain.update.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Rows out of the tables in the order of their keys, and into them. */
final class PostgresRowTransfer implements RowTransfer {
    private final Connections connections;
    private final Writer writer;
    private final TsigKeyRows keys;
    private final PostgresAuditLog audit;
    private final Consumer<ChangedNames> onChange;

    /** @param onChange hears of names whose answers were changed */
    PostgresRowTransfer(Connections connections, Writer writer, TsigKeyRows keys, PostgresAuditLog audit, Consumer<ChangedNames> onChange) {
        this.connections = connections;
        this.writer = writer;
        this.keys = keys;
        this.audit = audit;
        this.onChange = onChange;
    }

    @Override
    public Page page(RowKind kind, Optional<Octets> after, int limit) {
        if (kind == RowKind.AUDIT || kind == RowKind.AUDIT_COUNTERS) {
            audit.flush();
        }
        return connections.read(handle -> switch (kind) {
            case RECORDS -> page(TransferPages.records(handle, after, limit), limit, OfRecord::new);
            case DELETIONS -> page(TransferPages.deletions(handle, after, limit), limit, OfDeletion::new);
            case TSIG_KEYS -> page(TransferPages.keys(handle, keys, after, limit), limit, OfKey::new);
            case TOKENS -> page(TransferPages.tokens(handle, after, limit), limit, OfToken::new);
            case OWNERSHIP -> page(TransferPages.owners(handle, after, limit), limit, OfOwner::new);
            case AUDIT -> page(TransferPages.audit(handle, after, limit), limit, OfAudit::new);
            case AUDIT_COUNTERS -> page(TransferPages.counters(handle, after, limit), limit, OfCounter::new);
            case WATERMARKS -> page(TransferPages.watermarks(handle, after, limit), limit, OfWatermark::new);
            case REPLAYS -> page(TransferPages.replays(handle, after, limit), limit, row -> row);
            case HISTORY -> {
                NodeState state = NodeState.read(handle);
                yield new Page(List.of(new OfHistory(state.instance(), state.last(), state.first())), Optional.empty());
            }
        });
    }

    private static <T> Page page(List<TransferPages.Placed<T>> rows, int limit, Function<T, TransferRow> form) {
        return new Page(rows.stream().map(row -> form.apply(row.row())).toList(),
                rows.size() < limit ? Optional.empty() : Optional.of(rows.getLast().place()));
    }

    @Override
    public void put(List<TransferRow> rows, Optional<Octets> note) {
        ChangedNames names = new ChangedNames();
        writer.write(view -> {
            put(view, rows);
            NodeState.writeCopyNote(view.handle(), note);
            return rows.size();
        });
        rows.forEach(row -> {
            if (row instanceof OfRecord(var record)) {
                names.removed(record.owner());
            }
        });
        onChange.accept(names);
    }

    private void put(WriteView view, List<TransferRow> rows) {
        Handle handle = view.handle();
        List<StoredRecord> records = new ArrayList<>();
        List<Tombstone> deletions = new ArrayList<>();
        List<AuditRow> audited = new ArrayList<>();
        List<ReplayRows.Row> replays = new ArrayList<>();
        List<Watermark> marks = new ArrayList<>();
        for (TransferRow any : rows) {
            switch (any) {
                case OfRecord(var row) -> records.add(row);
                case OfDeletion(var row) -> deletions.add(row);
                case OfKey(var row) -> keys.put(handle, row);
                case OfToken(var row) -> TokenRows.put(handle, row);
                case OfOwner(var row) -> OwnershipRows.put(handle, row);
                case OfAudit(var row) -> audited.add(row);
                case OfCounter(var row) -> AuditRows.set(handle, row);
                case OfWatermark(var row) -> marks.add(row);
                case OfReplay(var row, var answer) -> replays.add(new ReplayRows.Row(row.id(), row.keepUntil().toEpochMilli(), answer));
                case OfHistory(var instance, var last, var first) -> {
                    view.settle(view.state().adopting(instance, last));
                    NodeState.replaceFirst(handle, first);
                }
            }
        }
        if (!records.isEmpty()) {
            putRecords(view, records);
        }
        if (!deletions.isEmpty()) {
            TombstoneRows.put(handle, deletions);
        }
        if (!replays.isEmpty()) {
            view.count(0, 0, replays.size() - ReplayRows.find(handle, replays.stream().map(ReplayRows.Row::id).toList()).size());
            ReplayRows.put(handle, replays);
        }
        if (!audited.isEmpty()) {
            AuditRows.append(handle, audited);
        }
        if (!marks.isEmpty()) {
            WatermarkRows.put(handle, marks);
        }
    }

    private static void putRecords(WriteView view, List<StoredRecord> records) {
        Set<RowKey> there = RecordRows.those(view.handle(), records);
        for (StoredRecord row : records) {
            if (!there.contains(RowKey.of(row))) {
                view.count(1, row.owner().isOfClaim() ? 1 : 0, 0);
            }
        }
        RecordRows.put(view.handle(), records);
    }

    @Override
    public Optional<Octets> note() {
        return connections.read(NodeState::copyNote);
    }
}
