package dev.dnsmesh.domain.sync;

import dev.dnsmesh.domain.json.JsonObject;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One row as a digest lists it (cluster.md 4, 6.1).
 *
 * @param name   as the peer wrote it: of letters of either case, digits, {@code . _ -}
 * @param hash   SHA-256 of the value, 64 lower-case hex digits
 * @param millis stored_ts
 * @param ttl    seconds left
 */
public record DigestEntry(String name, String hash, long millis, long ttl) {
    private static final int MAX_NAME = 253;
    private static final long MAX_TTL = 1L << 31;

    /** What a page says of a live row of ours. */
    public static DigestEntry of(StoredRecord row, Instant now) {
        return new DigestEntry(row.owner().text(), row.value().hash().hex(), row.storedAt().millis(),
                Math.max(1, row.remainingAt(now)));
    }

    /** What a peer's entry says; empty where it breaks a rule of cluster.md 6.1. */
    public static Optional<DigestEntry> received(String name, String hash, long millis, long ttl, Instant now) {
        boolean sound = isName(name) && ValueHash.isHash(hash)
                && millis >= 0 && millis <= now.toEpochMilli() + Cursor.MAX_LEAD_MILLIS
                && ttl >= 0 && ttl <= MAX_TTL;
        return sound ? Optional.of(new DigestEntry(name, hash, millis, ttl)) : Optional.empty();
    }

    /** The same from JSON: two strings and two plain integers, other members ignored. */
    public static Optional<DigestEntry> received(JsonObject entry, Instant now) {
        Optional<String> name = entry.text("name");
        Optional<String> hash = entry.text("hash");
        OptionalLong millis = entry.plainInteger("ts");
        OptionalLong ttl = entry.plainInteger("ttl");
        return name.isEmpty() || hash.isEmpty() || millis.isEmpty() || ttl.isEmpty() ? Optional.empty()
                : received(name.get(), hash.get(), millis.getAsLong(), ttl.getAsLong(), now);
    }

    /** Where the row stands. */
    public Cursor position() {
        return new Cursor(millis, name, hash);
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > MAX_NAME) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '.' || c == '_' || c == '-')) {
                return false;
            }
        }
        return true;
    }
}
