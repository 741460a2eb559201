package dev.dnsmesh.domain.dns;

/** A TTL in seconds, 1 .. 2^31-1 (RFC 2181 8). */
public record TimeToLive(long seconds) implements Comparable<TimeToLive> {
    public static final long MAX_SECONDS = Integer.MAX_VALUE;
    /** What an added record gets whose TTL is 0 or has the top bit set (dns.md 5.2). */
    public static final TimeToLive FALLBACK = new TimeToLive(60);

    public TimeToLive {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("TTL out of range: " + seconds);
        }
    }

    /** The TTL field of an added record: 32 bits, read as {@link #FALLBACK} when 0 or not below 2^31. */
    public static TimeToLive ofWire(long field) {
        return field < 1 || field > MAX_SECONDS ? FALLBACK : new TimeToLive(field);
    }

    public TimeToLive atMost(long limitSeconds) {
        return seconds <= limitSeconds ? this : new TimeToLive(Math.max(1, limitSeconds));
    }

    @Override
    public int compareTo(TimeToLive other) {
        return Long.compare(seconds, other.seconds);
    }
}
