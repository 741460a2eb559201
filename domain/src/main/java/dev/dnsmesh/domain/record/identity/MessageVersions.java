package dev.dnsmesh.domain.record.identity;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Collection;
import java.util.Optional;

/**
 * The versions of message bodies that a user reads: 1 is the plain body, 2 the envelope of records.md 4.9.
 *
 * @param numbers one octet a version, strictly ascending; 1 to 255 of them
 */
public record MessageVersions(Octets numbers) {
    public static final int ENVELOPE = 2;
    /** What an identity says that names no versions. */
    public static final MessageVersions PLAIN = new MessageVersions(Octets.of((byte) 1));
    public static final MessageVersions PLAIN_AND_ENVELOPE =
            new MessageVersions(Octets.of((byte) 1, (byte) ENVELOPE));
    private static final int MAX_NUMBER = 255;
    private static final int MAX_COUNT = 255;

    public MessageVersions {
        if (!isAscending(numbers)) {
            throw new IllegalArgumentException("not 1 to 255 ascending numbers: " + numbers);
        }
    }

    /** Empty unless the octets are strictly ascending and 1 to 255. */
    static Optional<MessageVersions> ofAscending(Octets numbers) {
        return isAscending(numbers) ? Optional.of(new MessageVersions(numbers)) : Optional.empty();
    }

    /** In any order and with repetitions; empty where there are none, too many, or one out of 0 to 255. */
    public static Optional<MessageVersions> of(Collection<Integer> numbers) {
        if (numbers.stream().anyMatch(n -> n < 0 || n > MAX_NUMBER)) {
            return Optional.empty();
        }
        int[] sorted = numbers.stream().mapToInt(n -> n).sorted().distinct().toArray();
        byte[] octets = new byte[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            octets[i] = (byte) sorted[i];
        }
        return ofAscending(Octets.of(octets));
    }

    public boolean contains(int number) {
        for (int i = 0; i < numbers.length(); i++) {
            if (numbers.at(i) == number) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscending(Octets numbers) {
        for (int i = 1; i < numbers.length(); i++) {
            if (numbers.at(i) <= numbers.at(i - 1)) {
                return false;
            }
        }
        return !numbers.isEmpty() && numbers.length() <= MAX_COUNT;
    }
}
