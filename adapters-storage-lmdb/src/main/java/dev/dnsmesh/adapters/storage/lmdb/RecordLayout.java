package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.RecordStore.Position;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * How a row lies in the map. Numbers are big-endian, so that keys sort as the numbers do.
 *
 * <pre>
 *   records     name key ‖ 0 ‖ value hash (32)        ->  expiry s (8) ‖ stamp ms (8) ‖ ttl (4) ‖ published ms (8) ‖ value
 *   by_stamp    stamp (8) ‖ owner text ‖ 0 ‖ hash     ->  nothing
 *   by_expiry   expiry (8) ‖ key in records           ->  nothing
 * </pre>
 *
 * No label of a name key is empty, so the zero sorts the values of a name before everything below the name: one seek finds
 * the values, else whether the name is an empty non-terminal. {@code by_stamp} holds the text because pages are ordered by
 * it, and text and name key sort differently.
 */
final class RecordLayout {
    static final int HASH = 32;
    /** Of the value's octets in a row. */
    static final int VALUE_AT = 8 + 8 + 4 + 8;
    private static final int STAMP_AT = 8;
    private static final int TTL_AT = 16;
    private static final int PUBLISHED_AT = 20;
    /** Longer than any stored owner: the rest of a longer text cannot matter. */
    private static final int SEEK_TEXT = OwnerName.MAX_LENGTH + 1;

    private RecordLayout() {
    }

    static void putRecordKey(ByteBuffer target, StoredRecord row) {
        putValuesOf(target, NameKey.of(row.owner()));
        target.put(row.value().hash().asBuffer());
    }

    /** What the keys of all values at the name start with. */
    static void putValuesOf(ByteBuffer target, NameKey name) {
        name.copyTo(target).put((byte) 0);
    }

    /** Sorts after all values at the name and before everything below it. */
    static void putBelow(ByteBuffer target, NameKey name) {
        name.copyTo(target).put((byte) 1);
    }

    static void putStampKey(ByteBuffer target, StoredRecord row) {
        target.putLong(row.storedAt().millis()).put(row.owner().text().getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0).put(row.value().hash().asBuffer());
    }

    /** Sorts exactly as the position does among the keys of stored rows. The text of a position is not checked. */
    static void putPosition(ByteBuffer target, Position position) {
        byte[] text = position.owner().getBytes(StandardCharsets.UTF_8);
        target.putLong(position.storedAt().millis());
        for (int i = 0; i < Math.min(text.length, SEEK_TEXT); i++) {
            if (text[i] == 0) {
                // above the name that ends here with any hash, below every longer one
                target.put((byte) 1);
                return;
            }
            target.put(text[i]);
        }
        target.put((byte) 0);
        Octets.fromHex(position.valueHash()).ifPresent(hash -> target.put(hash.asBuffer()));
    }

    static void putExpiryKey(ByteBuffer target, StoredRecord row) {
        target.putLong(row.expiresAt().getEpochSecond());
        putRecordKey(target, row);
    }

    static int rowLength(StoredRecord row) {
        return VALUE_AT + row.value().length();
    }

    static void putRow(ByteBuffer target, StoredRecord row) {
        target.putLong(row.expiresAt().getEpochSecond()).putLong(row.storedAt().millis())
                .putInt((int) row.ttl().seconds()).putLong(row.published()).put(row.value().octets().asBuffer());
    }

    /** Reads a row without moving the buffer. */
    static StoredRecord row(OwnerName owner, ByteBuffer row) {
        int at = row.position();
        return new StoredRecord(owner, new TxtValue(value(row)), new TimeToLive(row.getInt(at + TTL_AT)),
                Instant.ofEpochSecond(row.getLong(at)), new Stamp(row.getLong(at + STAMP_AT)),
                row.getLong(at + PUBLISHED_AT));
    }

    static Octets value(ByteBuffer row) {
        return Octets.of(row.slice(row.position() + VALUE_AT, row.remaining() - VALUE_AT));
    }

    static long expiry(ByteBuffer row) {
        return row.getLong(row.position());
    }

    /** The owner of a key in {@code records}. */
    static OwnerName owner(ByteBuffer recordKey) {
        byte[] name = new byte[recordKey.remaining() - HASH - 1];
        recordKey.get(recordKey.position(), name);
        return new NameKey().setKey(name, 0, name.length).ownerName();
    }

    /** The owner of a key in {@code by_stamp}. */
    static OwnerName ownerOfStampKey(ByteBuffer stampKey) {
        byte[] text = new byte[stampKey.remaining() - 8 - 1 - HASH];
        stampKey.get(stampKey.position() + 8, text);
        return new OwnerName(new String(text, StandardCharsets.US_ASCII));
    }
}
