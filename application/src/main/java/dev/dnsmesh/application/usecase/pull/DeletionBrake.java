package dev.dnsmesh.application.usecase.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Stops a peer whose deletions would empty this node: more than a fifth of its rows, and more than a hundred, within ten minutes
 * (cluster.md 13.6 rule 10). On for a day, or until the node is started again. Used by one thread, but for {@link #isOn}.
 */
final class DeletionBrake {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration LASTING = Duration.ofDays(1);
    private static final long LEAST = 100;
    private static final int SHARE = 5;

    private final Deque<Removal> recent = new ArrayDeque<>();
    private volatile Optional<Instant> pulledAt = Optional.empty();

    private record Removal(Instant at, long rows) {
    }

    boolean isOn() {
        return pulledAt.isPresent();
    }

    /** True once, when its day is over: then the peer's deletions are to be looked at again. */
    boolean release(Instant now) {
        boolean over = pulledAt.filter(at -> at.plus(LASTING).isBefore(now)).isPresent();
        if (over) {
            pulledAt = Optional.empty();
        }
        return over;
    }

    /** Whether these rows may go. @param live rows of this node */
    boolean admits(long rows, long live, Instant now) {
        recent.removeIf(removal -> removal.at.plus(WINDOW).isBefore(now));
        long sum = rows + recent.stream().mapToLong(Removal::rows).sum();
        if (isOn() || sum > Math.max(LEAST, (live + sum - rows) / SHARE)) {
            pulledAt = pulledAt.or(() -> Optional.of(now));
            return false;
        }
        if (rows > 0) {
            recent.add(new Removal(now, rows));
        }
        return true;
    }
}
