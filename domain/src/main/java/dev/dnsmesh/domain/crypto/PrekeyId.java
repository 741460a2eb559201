package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** Which one-time key a message was encrypted to: 32 bits unsigned, 0 for none, the long-term key (records.md 2.4). */
public record PrekeyId(long value) implements Comparable<PrekeyId> {
    public static final PrekeyId NONE = new PrekeyId(0);
    private static final long MAX = 0xffff_ffffL;

    public PrekeyId {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("a prekey id has 32 bits: " + value);
        }
    }

    public static Optional<PrekeyId> of(long value) {
        return value >= 0 && value <= MAX ? Optional.of(new PrekeyId(value)) : Optional.empty();
    }

    public boolean isNone() {
        return value == 0;
    }

    /** Four octets, big-endian. */
    public Octets octets() {
        return Octets.of((byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value);
    }

    @Override
    public int compareTo(PrekeyId other) {
        return Long.compare(value, other.value);
    }
}
