package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.domain.sync.ReceivedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that are still to be pulled, in requests of bearable size (cluster.md 13.3 rule 5). */
final class PullBatches {
    private static final int PLAIN_NAMES = 256;
    private static final int PLAIN_OCTETS = 15_000;
    private static final int AWARE_NAMES = 10_000;
    private static final int AWARE_OCTETS = 1_000_000;
    /** {@code {"names":[]}}. */
    private static final int FRAME_OCTETS = 16;
    /** Of one name, its quotation marks, a comma. */
    private static final int NAME_FRAME_OCTETS = 3;

    private final LinkedHashSet<String> waiting;
    private final int mostOctets;
    private int mostNames;

    PullBatches(Collection<String> names, boolean aware) {
        waiting = new LinkedHashSet<>(names);
        mostNames = aware ? AWARE_NAMES : PLAIN_NAMES;
        mostOctets = aware ? AWARE_OCTETS : PLAIN_OCTETS;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    List<String> next() {
        List<String> batch = new ArrayList<>();
        int octets = FRAME_OCTETS;
        for (String name : waiting) {
            octets += name.length() + NAME_FRAME_OCTETS;
            if (batch.size() == mostNames || octets > mostOctets && !batch.isEmpty()) {
                break;
            }
            batch.add(name);
        }
        return batch;
    }

    void done(String name) {
        waiting.remove(name);
    }

    /** Behind all the others. */
    void again(String name) {
        waiting.remove(name);
        waiting.add(name);
    }

    void halve(int former) {
        mostNames = Math.max(1, former / 2);
    }

    /**
     * How many of the names the answer reached: a peer takes whole names in the order they were asked for, and may stop when the
     * answer is long. One without any row reached all of them.
     */
    int reached(List<String> asked, List<ReceivedRow> rows) {
        Set<String> given = new HashSet<>();
        rows.forEach(row -> given.add(row.name()));
        int last = asked.size() - 1;
        while (last >= 0 && !given.contains(asked.get(last))) {
            last--;
        }
        return last < 0 ? asked.size() : last + 1;
    }
}
