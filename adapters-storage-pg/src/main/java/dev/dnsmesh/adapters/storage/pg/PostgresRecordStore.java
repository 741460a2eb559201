package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The record store in PostgreSQL. */
final class PostgresRecordStore implements RecordStore {
    /** Rows that one sweeping transaction deletes, so that writers behind it wait a few milliseconds at most. */
    private static final int SWEPT_AT_ONCE = 500;
    private static final byte[] ABOVE_EVERY_HASH = above(32);

    private final Connections connections;
    private final Writer writer;
    private final Supplier<RrsetReader> readers;
    private final Coalescer<ReplayId, Optional<ReplayRows.Row>> replays = new Coalescer<>(1, this::replays);

    PostgresRecordStore(Connections connections, Writer writer, Supplier<RrsetReader> readers) {
        this.connections = connections;
        this.writer = writer;
        this.readers = readers;
    }

    private static byte[] above(int length) {
        byte[] above = new byte[length + 1];
        Arrays.fill(above, (byte) 0xff);
        return above;
    }

    @Override
    public Commit commit(UpdateBatch batch) {
        return writer.commit(batch);
    }

    @Override
    public void remember(ReplayEntry entry, Rcode answer) {
        writer.write(view -> {
            // a copy that another node got may have been applied meanwhile
            boolean first = ReplayRows.find(view.handle(), List.of(entry.id())).isEmpty();
            if (first) {
                ReplayRows.put(view.handle(), List.of(new ReplayRows.Row(entry.id(), entry.keepUntil().toEpochMilli(), answer)));
                view.count(0, 0, 1);
            }
            return first;
        });
    }

    @Override
    public Optional<Rcode> replayed(ReplayId id, Instant now) {
        return replays.load(id).filter(row -> row.keepUntil() > now.toEpochMilli()).map(ReplayRows.Row::answer);
    }

    private List<Optional<ReplayRows.Row>> replays(List<ReplayId> ids) {
        Map<ReplayId, ReplayRows.Row> found = new HashMap<>();
        connections.read(handle -> ReplayRows.find(handle, new LinkedHashSet<>(ids))).forEach(row -> found.put(row.id(), row));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    @Override
    public List<StoredRecord> liveAt(OwnerName owner, Instant now) {
        return connections.read(handle -> handle.createQuery("SELECT " + RecordRows.COLUMNS
                        + " FROM records WHERE name = :name AND expires_at > :now ORDER BY stored_ts, owner, hash")
                .bind("name", NameRange.key(owner)).bind("now", now.getEpochSecond()).map(RecordRows::row).list());
    }

    @Override
    public List<StoredRecord> page(Optional<Position> after, int limit, Instant now) {
        return page(after, now, "SELECT " + RecordRows.COLUMNS
                + " FROM records WHERE (stored_ts, owner, hash) > (:stamp, :owner COLLATE \"C\", :hash) AND expires_at > :now"
                + " ORDER BY stored_ts, owner, hash LIMIT :most", limit, RecordRows::row);
    }

    @Override
    public List<Entry> pageWithDeletions(Optional<Position> after, int limit, Instant now) {
        // one statement, hence one snapshot: what it shows of one table it shows of the other
        return page(after, now, "(SELECT " + RecordRows.COLUMNS + ", hash, NULL::bigint FROM records"
                + " WHERE (stored_ts, owner, hash) > (:stamp, :owner COLLATE \"C\", :hash) AND expires_at > :now"
                + " ORDER BY stored_ts, owner, hash LIMIT :most) UNION ALL"
                + " (SELECT owner, NULL, 0, kept_until, stored_ts, 0, hash, deleted_at FROM tombstones"
                + " WHERE (stored_ts, owner, hash) > (:stamp, :owner COLLATE \"C\", :hash) AND kept_until > :now"
                + " ORDER BY stored_ts, owner, hash LIMIT :most) ORDER BY stored_ts, owner, hash LIMIT :most", limit, PostgresRecordStore::entry);
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return row.getBytes(2) != null ? new Entry.Live(RecordRows.row(row, context))
                : new Entry.Deleted(new Tombstone(new OwnerName(row.getString(1)), Octets.of(row.getBytes(7)), row.getLong(8),
                        Instant.ofEpochSecond(row.getLong(4)), new Stamp(row.getLong(5))));
    }

    @Override
    public List<Tombstone> tombstonesAt(OwnerName owner) {
        return connections.read(handle -> TombstoneRows.at(handle, List.of(owner)));
    }

    @Override
    public long tombstones() {
        return connections.read(TombstoneRows::count);
    }

    private <T> List<T> page(Optional<Position> after, Instant now, String sql, int limit, RowMapper<T> mapper) {
        Position from = after.orElse(new Position(Stamp.NONE, "", ""));
        // The text of a position is not checked, and a text in PostgreSQL holds no zero: what follows one sorts after the name
        // that ends there, whatever its hash, and before every longer one.
        String text = new String(from.owner().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        int zero = text.indexOf(0);
        byte[] hash = zero >= 0 ? ABOVE_EVERY_HASH : Octets.fromHex(from.valueHash()).orElse(Octets.EMPTY).toArray();
        return connections.read(handle -> handle.createQuery(sql)
                .bind("stamp", from.storedAt().millis()).bind("owner", zero < 0 ? text : text.substring(0, zero))
                .bind("hash", hash).bind("now", now.getEpochSecond()).bind("most", limit).map(mapper).list());
    }

    @Override
    public List<StoredRecord> within(Optional<OwnerName> ancestor, Optional<OwnerName> after, int limit, Instant now) {
        byte[] top = ancestor.map(NameRange::key).orElse(new byte[0]);
        byte[] last = after.map(NameRange::key).orElse(new byte[0]);
        List<StoredRecord> rows = connections.read(handle -> within(handle, top, last, limit, now));
        return rows.stream().sorted(Comparator.comparing((StoredRecord row) -> NameKey.of(row.owner()))
                .thenComparing(StoredRecord.BY_STAMP)).toList();
    }

    private static List<StoredRecord> within(Handle handle, byte[] top, byte[] last, int limit, Instant now) {
        return handle.createQuery("SELECT " + RecordRows.COLUMNS + " FROM records WHERE name >= :top AND name < :end"
                        + " AND name > :last AND expires_at > :now ORDER BY name FETCH FIRST :most ROWS WITH TIES")
                .bind("top", top).bind("end", NameRange.end(top)).bind("last", last).bind("now", now.getEpochSecond())
                .bind("most", limit).map(RecordRows::row).list();
    }

    @Override
    public long count() {
        return connections.read(NodeState::read).records();
    }

    @Override
    public long claims() {
        return connections.read(NodeState::read).claims();
    }

    @Override
    public int sweep(Instant now, int limit) {
        int swept = 0;
        boolean more = true;
        while (more && swept < limit) {
            int most = Math.min(SWEPT_AT_ONCE, limit - swept);
            int gone = writer.write(view -> sweep(view, now, most));
            swept += gone;
            more = gone == most;
        }
        return swept;
    }

    private static int sweep(WriteView view, Instant now, int most) {
        List<OwnerName> rows = RecordRows.sweep(view.handle(), now.getEpochSecond(), most);
        int deletions = rows.size() == most ? 0 : TombstoneRows.sweep(view.handle(), now.getEpochSecond(), most - rows.size());
        int left = most - rows.size() - deletions;
        int spent = left == 0 ? 0 : ReplayRows.sweep(view.handle(), now.toEpochMilli(), left);
        view.count(-rows.size(), -rows.stream().filter(OwnerName::isOfClaim).count(), -spent);
        return rows.size() + deletions + spent;
    }

    @Override
    public Stamp lastStamp() {
        return connections.read(NodeState::read).last();
    }

    @Override
    public Octets instance() {
        return connections.read(NodeState::read).instance();
    }

    @Override
    public RrsetReader reader() {
        return readers.get();
    }
}
