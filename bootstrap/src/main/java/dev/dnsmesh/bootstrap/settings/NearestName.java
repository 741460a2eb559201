package dev.dnsmesh.bootstrap.settings;

import java.util.Collection;
import java.util.Comparator;

/** The known name that an unknown one was probably meant to be (configuration.md 1). */
final class NearestName {
    private NearestName() {
    }

    /**
     * A question, or where nothing is within a third of the name's length what comes nearest all the same: by edit distance
     * with transpositions, then alphabet.
     *
     * @param known one at least
     */
    static String hint(String name, Collection<String> known) {
        record Candidate(String name, int distance) {
        }
        Candidate nearest = known.stream().map(candidate -> new Candidate(candidate, distance(name, candidate)))
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name)).orElseThrow();
        return nearest.distance <= Math.max(2, name.length() / 3)
                ? "did you mean " + nearest.name + "?"
                : "the nearest known name is " + nearest.name;
    }

    /** Insertions, deletions, replacements and swaps of neighbours, each 1 (optimal string alignment). */
    static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, 1 + Math.min(last[j], current[j - 1]));
                if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                current[j] = best;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[to.length()];
    }
}
