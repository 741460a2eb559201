package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.port.in.FollowMessages.Order;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.settings.ClientSettings.Receiving;
import dev.dnsmesh.domain.crypto.Randomness;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When which part of a pass is due: claims often, slots seldom, both less often while nobody answers. */
final class Pacing {
    private static final long MOST_SECONDARY = 240;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double JITTER = 0.1;

    private final Duration primary;
    private final Duration secondary;
    private final Randomness randomness;
    private Instant nextPrimary = Instant.MIN;
    private Instant nextSecondary = Instant.MIN;
    private Duration silence = Duration.ZERO;

    Pacing(Order order, Receiving configured, Randomness randomness) {
        primary = atLeastOne(order.primarySeconds().orElse(configured.primaryInterval()));
        secondary = atLeastOne(order.secondarySeconds().orElse(Math.min(configured.secondaryInterval(), MOST_SECONDARY)));
        this.randomness = randomness;
    }

    private static Duration atLeastOne(long seconds) {
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    /** What is due now; at the beginning everything is. */
    Optional<Phases> due(Instant now) {
        boolean first = !nextPrimary.isAfter(now);
        boolean second = !nextSecondary.isAfter(now);
        return first && second ? Optional.of(Phases.BOTH) : first ? Optional.of(Phases.PRIMARY_ONLY)
                : second ? Optional.of(Phases.SKIP_PRIMARY) : Optional.empty();
    }

    /** Somebody answered. True where nobody had before. */
    boolean answered(Phases done, Instant now) {
        boolean back = !silence.isZero();
        silence = Duration.ZERO;
        if (done != Phases.SKIP_PRIMARY) {
            nextPrimary = now.plus(jittered(primary));
        }
        if (done != Phases.PRIMARY_ONLY) {
            nextSecondary = now.plus(jittered(secondary));
        }
        return back;
    }

    /** Nobody did: the pause doubles. True the first time. */
    boolean silent(Instant now) {
        boolean first = silence.isZero();
        silence = first ? primary.multipliedBy(2) : silence.multipliedBy(2);
        if (silence.compareTo(LONGEST) > 0) {
            silence = LONGEST;
        }
        nextPrimary = now.plus(jittered(silence));
        nextSecondary = nextPrimary;
        return first;
    }

    Duration untilNext(Instant now) {
        Instant next = nextPrimary.isBefore(nextSecondary) ? nextPrimary : nextSecondary;
        Duration left = Duration.between(now, next);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration jittered(Duration duration) {
        byte[] draw = new byte[Integer.BYTES];
        randomness.fill(draw);
        double factor = 1 + JITTER * ByteBuffer.wrap(draw).getInt() / Integer.MAX_VALUE;
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
