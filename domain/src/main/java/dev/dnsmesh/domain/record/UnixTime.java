package dev.dnsmesh.domain.record;

import java.time.Duration;
import java.time.Instant;

/**
 * A time field of a record: seconds since 1970, unsigned 64 bits on the wire, so that a negative {@code seconds} lies in
 * the far future. Comparisons never overflow (records.md 1.5). A clock before 1970 counts as 1970.
 */
public record UnixTime(long seconds) implements Comparable<UnixTime> {
    public static UnixTime of(Instant instant) {
        return new UnixTime(Math.max(0, instant.getEpochSecond()));
    }

    public boolean isAfter(Instant now) {
        return compareTo(of(now)) > 0;
    }

    public boolean isBefore(Instant now) {
        return compareTo(of(now)) < 0;
    }

    /** This time minus now is at most {@code limit}; any time in the past is, unless the limit is negative. */
    public boolean isAtMostAhead(Duration limit, Instant now) {
        long bound = of(now).seconds + limit.toSeconds();
        boolean beforeTheEpoch = bound < 0 && limit.isNegative();
        return !beforeTheEpoch && Long.compareUnsigned(seconds, bound) <= 0;
    }

    /** Now minus this time is at most {@code limit}; any time in the future is, unless the limit is negative. */
    public boolean isAtMostAgo(Duration limit, Instant now) {
        long past = of(now).seconds;
        return Long.compareUnsigned(seconds, past) < 0
                ? past - seconds <= limit.toSeconds()
                : !limit.isNegative() || Long.compareUnsigned(seconds - past, -limit.toSeconds()) >= 0;
    }

    public UnixTime plus(Duration duration) {
        return new UnixTime(seconds + duration.toSeconds());
    }

    /** Fits {@code bits} bits, 1 to 63. */
    public boolean fits(int bits) {
        return seconds >>> bits == 0;
    }

    /** This time, or the last one that an {@link Instant} can name. */
    public Instant instant() {
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond() ? Instant.MAX : Instant.ofEpochSecond(seconds);
    }

    @Override
    public int compareTo(UnixTime other) {
        return Long.compareUnsigned(seconds, other.seconds);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(seconds);
    }
}
