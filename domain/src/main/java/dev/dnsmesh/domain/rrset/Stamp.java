package dev.dnsmesh.domain.rrset;

/** {@code stored_ts}: milliseconds of the hybrid clock that orders commits; never repeated, never going back (cluster.md 13.2). */
public record Stamp(long millis) implements Comparable<Stamp> {
    public static final Stamp NONE = new Stamp(0);
    /** A lead above this cannot come from load: the clock had been wrong. */
    public static final long MAX_LEAD_MILLIS = 65_000;
    private static final long REBASED_LEAD_MILLIS = 62_000;

    /** The stamp of the transaction after this one, at wall clock {@code nowMillis}. */
    public Stamp next(long nowMillis) {
        return new Stamp(Math.max(nowMillis, millis + 1));
    }

    /** How far this stamp is ahead of the wall clock, in ms; not positive where it is not. */
    public long leadOver(long nowMillis) {
        return millis - nowMillis;
    }

    /** Peers will not take this stamp and the clock will not catch up soon: {@link #rebased} all rows (cluster.md 13.2 rule 5). */
    public boolean needsRebase(long nowMillis) {
        return leadOver(nowMillis) > MAX_LEAD_MILLIS;
    }

    /** What every row, tombstone and the last stamp become in a rebase. */
    public static Stamp rebased(long nowMillis) {
        return new Stamp(nowMillis + REBASED_LEAD_MILLIS);
    }

    @Override
    public int compareTo(Stamp other) {
        return Long.compare(millis, other.millis);
    }
}
