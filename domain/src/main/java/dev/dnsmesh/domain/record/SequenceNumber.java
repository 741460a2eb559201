package dev.dnsmesh.domain.record;

/** The {@code seq} of a record: unsigned 64 bits, higher wins (records.md 1.5). */
public record SequenceNumber(long value) implements Comparable<SequenceNumber> {
    @Override
    public int compareTo(SequenceNumber other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
