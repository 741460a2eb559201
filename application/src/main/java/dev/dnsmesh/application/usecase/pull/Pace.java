package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.limit.Rate;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast one peer is asked: a peer that is not known to be as generous as this node 50 times at once and then 5 times a
 * second, below what its limiter allows (cluster.md 13.3 rule 7). Used by one thread at a time.
 */
final class Pace {
    private static final Rate PLAIN = new Rate(5, 50);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LAST_WAIT = Duration.ofSeconds(30);

    private final Pause pause;
    private final TimeSource time;
    private double tokens = PLAIN.burst();
    private long filledAt;
    private Duration next = FIRST_WAIT;

    Pace(Pause pause, TimeSource time) {
        this.pause = pause;
        this.time = time;
        filledAt = time.nanos();
    }

    /** Returns when one more request may be sent; false where the node stops. */
    boolean await(boolean aware) {
        if (aware) {
            return pause.of(Duration.ZERO);
        }
        refill();
        double missing = 1 - tokens;
        boolean going = pause.of(missing > 0 ? Duration.ofNanos((long) (missing / PLAIN.perSecond() * 1e9)) : Duration.ZERO);
        refill();
        tokens--;
        return going;
    }

    /** Waits as a peer asked that has had enough, or ever longer; false where the node stops or that is longer than {@code most}. */
    boolean giveWay(Optional<Duration> asked, Duration most) {
        Duration wait = asked.orElse(next);
        if (asked.isEmpty()) {
            next = next.multipliedBy(2).compareTo(LAST_WAIT) < 0 ? next.multipliedBy(2) : LAST_WAIT;
        }
        return wait.compareTo(most) <= 0 && pause.of(wait);
    }

    void answered() {
        next = FIRST_WAIT;
    }

    private void refill() {
        long now = time.nanos();
        tokens = PLAIN.refilled(tokens, now - filledAt);
        filledAt = now;
    }
}
