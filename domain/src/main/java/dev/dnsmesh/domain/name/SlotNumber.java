package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One of the ten slots of a mailbox, 0 to 9 (records.md 3.1). */
public record SlotNumber(int value) implements Comparable<SlotNumber> {
    public static final int COUNT = 10;
    private static final List<SlotNumber> ALL = IntStream.range(0, COUNT).mapToObj(SlotNumber::new).toList();

    public SlotNumber {
        if (value < 0 || value >= COUNT) {
            throw new IllegalArgumentException("a mailbox has slots 0 to 9, not " + value);
        }
    }

    public static Optional<SlotNumber> of(long value) {
        return value >= 0 && value < COUNT ? Optional.of(ALL.get((int) value)) : Optional.empty();
    }

    /** The slot a sender puts the manifest of this message into: the first four octets, unsigned, modulo 10. */
    public static SlotNumber chosenFor(MessageId message) {
        Octets id = message.octets();
        long head = (long) id.at(0) << 24 | id.at(1) << 16 | id.at(2) << 8 | id.at(3);
        return ALL.get((int) (head % COUNT));
    }

    /** All ten, ascending: readers poll every one. */
    public static List<SlotNumber> all() {
        return ALL;
    }

    @Override
    public int compareTo(SlotNumber other) {
        return Integer.compare(value, other.value);
    }
}
