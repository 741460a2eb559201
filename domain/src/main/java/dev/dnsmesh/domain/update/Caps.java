package dev.dnsmesh.domain.update;

import java.time.Duration;

/**
 * Limits that are checked on the result of a batch, inside its transaction.
 *
 * @param valuesPerName  live values at an owner whose number grew; 0 = no limit
 * @param answerOctets   of a signed answer carrying the whole RRset of an owner that gained a value
 * @param replayEntries  remembered at once; beyond it new signed UPDATEs fail
 * @param stay           for so long after it was stored a value gives way to no other, however full its owner is
 */
public record Caps(int valuesPerName, int answerOctets, long replayEntries, Duration stay) {
    public static final int LARGEST_MESSAGE = 65_535;
    public static final Caps NONE = new Caps(0, Integer.MAX_VALUE, Long.MAX_VALUE);

    /** Values give way at any time. */
    public Caps(int valuesPerName, int answerOctets, long replayEntries) {
        this(valuesPerName, answerOctets, replayEntries, Duration.ZERO);
    }
}
