package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.TombstoneChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code tombstones}: key as in {@code records} -> deleted at (8) ‖ kept until (8) ‖ stamp (8). They share {@code by_stamp} and
 * {@code by_expiry} with the records: a name and hash have a record or a tombstone, never both.
 */
final class TombstoneRows {
    private static final int LENGTH = 3 * Long.BYTES;
    private static final int AT_ONCE = 1000;

    private TombstoneRows() {
    }

    static List<Tombstone> at(ReadView view, OwnerName owner) {
        NameKey name = NameKey.of(owner);
        List<Tombstone> found = new ArrayList<>();
        view.scan(view.tables.tombstones, key -> RecordLayout.putValuesOf(key, name), (key, row) -> {
            if (!ReadView.startsWith(key, name, (byte) 0)) {
                return false;
            }
            found.add(tombstone(owner, Octets.of(key.slice(key.limit() - RecordLayout.HASH, RecordLayout.HASH)), row));
            return true;
        });
        return found;
    }

    /** The one that an index entry is of. */
    static Optional<Tombstone> find(ReadView view, OwnerName owner, Octets hash) {
        return view.find(view.tables.tombstones, key -> putKey(key, owner, hash)).map(row -> tombstone(owner, hash, row));
    }

    static long count(ReadView view) {
        return view.entries(view.tables.tombstones);
    }

    static void apply(WriteView view, TombstoneChange change) {
        switch (change) {
            case TombstoneChange.Put(var before, var after) -> {
                before.ifPresent(old -> dropIndexes(view, old));
                put(view, after);
            }
            case TombstoneChange.Remove(var tombstone) -> delete(view, tombstone);
        }
    }

    /** Of an entry of the table. */
    static Tombstone decode(ByteBuffer key, ByteBuffer row) {
        return tombstone(RecordLayout.owner(key), Octets.of(key.slice(key.limit() - RecordLayout.HASH, RecordLayout.HASH)), row);
    }

    /** Whether or not there is one of that key. */
    static void replace(WriteView view, Tombstone tombstone) {
        find(view, tombstone.owner(), tombstone.hash()).ifPresent(old -> dropIndexes(view, old));
        put(view, tombstone);
    }

    private static void put(WriteView view, Tombstone tombstone) {
        view.put(view.tables.tombstones, key -> putKey(key, tombstone.owner(), tombstone.hash()), LENGTH,
                row -> row.putLong(tombstone.deletedAt()).putLong(tombstone.keptUntil().getEpochSecond()).putLong(tombstone.storedAt().millis()));
        view.putKey(view.tables.byStamp, key -> putStampKey(key, tombstone));
        view.putKey(view.tables.byExpiry, key -> putExpiryKey(key, tombstone));
    }

    static void delete(WriteView view, Tombstone tombstone) {
        dropIndexes(view, tombstone);
        view.delete(view.tables.tombstones, key -> putKey(key, tombstone.owner(), tombstone.hash()));
    }

    /** In a rebase, after {@code by_stamp} was emptied. */
    static void restamp(WriteView view, Stamp to) {
        Optional<Octets> from = Optional.of(Octets.of((byte) 0));
        while (from.isPresent()) {
            from = restampFrom(view, from.get(), to);
        }
    }

    /** @return the key of the first that is left; empty where all are done */
    private static Optional<Octets> restampFrom(WriteView view, Octets from, Stamp to) {
        List<Tombstone> some = new ArrayList<>();
        List<Octets> next = new ArrayList<>();
        view.scan(view.tables.tombstones, key -> key.put(from.asBuffer()),
                (key, row) -> some.size() < AT_ONCE ? some.add(decode(key, row).rebased(to)) : !next.add(Octets.of(key)));
        some.forEach(tombstone -> put(view, tombstone));
        return next.stream().findFirst();
    }

    private static void dropIndexes(WriteView view, Tombstone tombstone) {
        view.delete(view.tables.byStamp, key -> putStampKey(key, tombstone));
        view.delete(view.tables.byExpiry, key -> putExpiryKey(key, tombstone));
    }

    private static Tombstone tombstone(OwnerName owner, Octets hash, ByteBuffer row) {
        int at = row.position();
        return new Tombstone(owner, hash, row.getLong(at), Instant.ofEpochSecond(row.getLong(at + Long.BYTES)), new Stamp(row.getLong(at + 2 * Long.BYTES)));
    }

    private static void putKey(ByteBuffer target, OwnerName owner, Octets hash) {
        RecordLayout.putValuesOf(target, NameKey.of(owner));
        target.put(hash.asBuffer());
    }

    private static void putStampKey(ByteBuffer target, Tombstone tombstone) {
        target.putLong(tombstone.storedAt().millis()).put(tombstone.owner().text().getBytes(StandardCharsets.US_ASCII)).put((byte) 0)
                .put(tombstone.hash().asBuffer());
    }

    private static void putExpiryKey(ByteBuffer target, Tombstone tombstone) {
        target.putLong(tombstone.keptUntil().getEpochSecond());
        putKey(target, tombstone.owner(), tombstone.hash());
    }
}
