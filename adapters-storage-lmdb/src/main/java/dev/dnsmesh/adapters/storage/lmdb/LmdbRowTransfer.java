package dev.dnsmesh.adapters.storage.lmdb;

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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lmdbjava.Dbi;

/** Rows out of the tables and into them; a place in a kind is the key of its last row. */
final class LmdbRowTransfer implements RowTransfer {
    private final LmdbEnvironment environment;
    private final TsigKeyRows keys;
    private final LmdbAuditLog audit;

    LmdbRowTransfer(LmdbEnvironment environment, TsigKeyRows keys, LmdbAuditLog audit) {
        this.environment = environment;
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public Page page(RowKind kind, Optional<Octets> after, int limit) {
        if (kind == RowKind.AUDIT || kind == RowKind.AUDIT_COUNTERS) {
            audit.flush();
        }
        return environment.read(view -> switch (kind) {
            case RECORDS -> page(view, view.tables.records, after, limit,
                    (key, row) -> new OfRecord(RecordLayout.row(RecordLayout.owner(key), row)));
            case DELETIONS -> page(view, view.tables.tombstones, after, limit, (key, row) -> new OfDeletion(TombstoneRows.decode(key, row)));
            case TSIG_KEYS -> page(view, view.tables.keys, after, limit, (key, row) -> new OfKey(keys.decode(row)));
            case TOKENS -> page(view, view.tables.tokens, after, limit, (key, row) -> new OfToken(TokenRows.decode(row)));
            case OWNERSHIP -> page(view, view.tables.ownership, after, limit, (key, row) -> new OfOwner(OwnershipRows.decode(row)));
            case AUDIT -> page(view, view.tables.audit, after, limit, (key, row) -> new OfAudit(AuditRows.decode(row)));
            case AUDIT_COUNTERS -> page(view, view.tables.auditCounters, after, limit,
                    (key, row) -> new OfCounter(AuditRows.counter(key, row.getLong(row.position()))));
            case WATERMARKS -> page(view, view.tables.watermarks, after, limit, (key, row) -> new OfWatermark(WatermarkRows.mark(row)));
            case REPLAYS -> page(view, view.tables.replays, after, limit, (key, row) -> ReplayRows.transfer(key, row));
            case HISTORY -> new Page(List.of(new OfHistory(MetaTable.instance(view), MetaTable.lastStamp(view),
                    MetaTable.firstRegistered(view))), Optional.empty());
        });
    }

    private static Page page(ReadView view, Dbi<ByteBuffer> table, Optional<Octets> after, int limit,
                             BiFunction<ByteBuffer, ByteBuffer, TransferRow> decode) {
        List<TransferRow> rows = new ArrayList<>();
        List<Octets> last = new ArrayList<>();
        Octets from = after.orElse(Octets.of((byte) 0));
        view.scan(table, key -> key.put(from.asBuffer()), (key, row) -> {
            if (after.isPresent() && Octets.of(key).equals(from)) {
                return true;
            }
            rows.add(decode.apply(key, row));
            if (rows.size() == limit) {
                last.add(Octets.of(key));
            }
            return rows.size() < limit;
        });
        return new Page(rows, last.stream().findFirst());
    }

    @Override
    public void put(List<TransferRow> rows, Optional<Octets> note) {
        environment.write(view -> {
            if (!rows.isEmpty()) {
                view.demandRoom();
            }
            rows.forEach(row -> put(view, row));
            MetaTable.putCopyNote(view, note);
            return rows.size();
        });
    }

    private void put(WriteView view, TransferRow any) {
        switch (any) {
            case OfRecord(var row) -> RecordRows.replace(view, row);
            case OfDeletion(var row) -> TombstoneRows.replace(view, row);
            case OfKey(var row) -> keys.put(view, row);
            case OfToken(var row) -> TokenRows.put(view, row);
            case OfOwner(var row) -> OwnershipRows.put(view, row);
            case OfAudit(var row) -> AuditRows.append(view, row);
            case OfCounter(var row) -> AuditRows.put(view, row);
            case OfWatermark(var row) -> WatermarkRows.put(view, row);
            case OfReplay(var row, var answer) -> ReplayRows.put(view, row, answer);
            case OfHistory(var instance, var last, var first) -> {
                MetaTable.putInstance(view, instance);
                view.adopt(last);
                MetaTable.putFirstRegistered(view, first);
            }
        }
    }

    @Override
    public Optional<Octets> note() {
        return environment.read(MetaTable::copyNote);
    }
}
