package dev.dnsmesh.domain.record;

import java.util.Optional;

/** The number of a prekey, unsigned 32 bits; 0 stands for the long-term key (records.md 2.2, 2.4). */
public record PrekeyId(long value) implements Comparable<PrekeyId> {
    /** No prekey: the recipient's long-term key. */
    public static final PrekeyId NONE = new PrekeyId(0);
    public static final long MAX = 0xffff_ffffL;

    public PrekeyId {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("a prekey id has 32 bits: " + value);
        }
    }

    public static Optional<PrekeyId> of(long value) {
        return value < 0 || value > MAX ? Optional.empty() : Optional.of(new PrekeyId(value));
    }

    public boolean isNone() {
        return value == 0;
    }

    @Override
    public int compareTo(PrekeyId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
