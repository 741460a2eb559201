package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.domain.octets.Octets;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The row transfer of {@link InMemoryStorage}: a place is how many rows came before it. */
final class InMemoryRowTransfer implements RowTransfer {
    private final InMemoryTables tables;
    private final InMemoryAccess access;

    InMemoryRowTransfer(InMemoryTables tables, InMemoryAccess access) {
        this.tables = tables;
        this.access = access;
    }

    @Override
    public Page page(RowKind kind, Optional<Octets> after, int limit) {
        long before = after.flatMap(Octets::asUtf8).map(Long::parseLong).orElse(0L);
        return tables.locked(() -> {
            List<TransferRow> rows = rows(kind).skip(before).limit(limit).toList();
            return new Page(rows, rows.size() < limit ? Optional.empty() : Optional.of(Octets.utf8(Long.toString(before + limit))));
        });
    }

    private Stream<TransferRow> rows(RowKind kind) {
        return switch (kind) {
            case RECORDS -> tables.rows().map(OfRecord::new);
            case DELETIONS -> tables.allTombstones().map(OfDeletion::new);
            case TSIG_KEYS -> List.copyOf(access.tables().keys()).stream().map(OfKey::new);
            case TOKENS -> List.copyOf(access.tables().tokens()).stream().map(OfToken::new);
            case OWNERSHIP -> List.copyOf(access.tables().entries()).stream().map(OfOwner::new);
            case AUDIT -> access.auditRows().stream().map(OfAudit::new);
            case AUDIT_COUNTERS -> access.auditCounters().stream().map(OfCounter::new);
            case WATERMARKS -> tables.watermarks.values().stream().map(OfWatermark::new);
            case REPLAYS -> tables.replayRows().stream().map(TransferRow.class::cast);
            case HISTORY -> Stream.of(new OfHistory(tables.instance(), tables.lastStamp(), access.tables().firstRegistered()));
        };
    }

    @Override
    public void put(List<TransferRow> rows, Optional<Octets> note) {
        tables.locked(() -> {
            rows.forEach(this::put);
            tables.note(note);
            return note;
        });
    }

    private void put(TransferRow any) {
        switch (any) {
            case OfRecord(var row) -> tables.put(row);
            case OfDeletion(var row) -> tables.put(row);
            case OfKey(var row) -> access.tables().put(row);
            case OfToken(var row) -> access.tables().put(row);
            case OfOwner(var row) -> access.tables().put(row);
            case OfAudit(var row) -> access.append(row);
            case OfCounter(var row) -> access.put(row);
            case OfWatermark(var row) -> tables.watermarks.put(row.peer(), row);
            case OfReplay replay -> tables.put(replay);
            case OfHistory(var instance, var last, var first) -> {
                tables.adopt(instance, last);
                access.tables().firstRegistered(first);
            }
        }
    }

    @Override
    public Optional<Octets> note() {
        return tables.locked(tables::note);
    }
}
