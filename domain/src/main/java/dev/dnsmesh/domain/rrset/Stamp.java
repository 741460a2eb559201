package dev.dnsmesh.domain.rrset;

/** {@code stored_ts}: milliseconds of the hybrid clock that orders commits; never repeated, never going back (cluster.md 13.2). */
public record Stamp(long millis) implements Comparable<Stamp> {
    public static final Stamp NONE = new Stamp(0);

    /** The stamp of the transaction after this one, at wall clock {@code nowMillis}. */
    public Stamp next(long nowMillis) {
        return new Stamp(Math.max(nowMillis, millis + 1));
    }

    @Override
    public int compareTo(Stamp other) {
        return Long.compare(millis, other.millis);
    }
}
