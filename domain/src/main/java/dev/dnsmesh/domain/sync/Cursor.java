package dev.dnsmesh.domain.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in the order of rows: (stored_ts, name, value hash), names and hashes compared by the octets of their UTF-8
 * form (cluster.md 2, 3). Rows strictly after it follow.
 *
 * @param millis    stored_ts, not negative
 * @param name      may be empty, which stands before every name
 * @param valueHash 64 lower-case hex digits, or empty, which stands before every hash
 */
public record Cursor(long millis, String name, String valueHash) implements Comparable<Cursor> {
    /** {@code 0::}. */
    public static final Cursor BEGINNING = new Cursor(0, "", "");
    /** How far a peer's times may be ahead of our clock. */
    public static final long MAX_LEAD_MILLIS = 60_000;
    private static final int MAX_NAME = 253;
    /** Sorts after every legal name. */
    private static final String AFTER_NAMES = "~";

    public Cursor {
        if (millis < 0) {
            throw new IllegalArgumentException("negative time");
        }
    }

    /** {@code since=<ms>}: behind every row of that millisecond. */
    public static Cursor since(long millis) {
        return new Cursor(millis, AFTER_NAMES, "");
    }

    /**
     * {@code ts:name:hash} or the older {@code ts:name}. The time is decimal digits up to 2^63-1, leading zeros allowed;
     * the name has at most 253 characters, any but a colon.
     */
    public static Optional<Cursor> parse(String text) {
        int first = text.indexOf(':');
        if (first < 0) {
            return Optional.empty();
        }
        int second = text.indexOf(':', first + 1);
        String name = text.substring(first + 1, second < 0 ? text.length() : second);
        String hash = second < 0 ? "" : text.substring(second + 1);
        if (name.codePointCount(0, name.length()) > MAX_NAME || !hash.isEmpty() && !ValueHash.isHash(hash)) {
            return Optional.empty();
        }
        return millis(text, first).map(ts -> new Cursor(ts, name, hash));
    }

    /** What a peer gives as {@code next_cursor}: the same, at most {@link #MAX_LEAD_MILLIS} ahead of {@code now}. */
    public static Optional<Cursor> parseNext(String text, Instant now) {
        return parse(text).filter(cursor -> cursor.millis <= now.toEpochMilli() + MAX_LEAD_MILLIS);
    }

    /** Always three fields. */
    public String text() {
        return millis + ":" + name + ":" + valueHash;
    }

    @Override
    public int compareTo(Cursor other) {
        int order = Long.compare(millis, other.millis);
        if (order == 0) {
            order = compareUtf8(name, other.name);
        }
        return order == 0 ? compareUtf8(valueHash, other.valueHash) : order;
    }

    @Override
    public String toString() {
        return text();
    }

    private static Optional<Long> millis(String text, int end) {
        long millis = 0;
        for (int i = 0; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || millis > (Long.MAX_VALUE - digit) / 10) {
                return Optional.empty();
            }
            millis = millis * 10 + digit;
        }
        return end == 0 ? Optional.empty() : Optional.of(millis);
    }

    /** By code points, which is the order of UTF-8; {@link String#compareTo} is that of UTF-16. */
    private static int compareUtf8(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
                return surrogates ? Character.isSurrogate(a) ? 1 : -1 : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
