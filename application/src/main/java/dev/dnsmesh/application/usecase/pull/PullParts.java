package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.sync.RowVerifier;
import java.time.Duration;
import java.time.Instant;

/** What every run uses. */
record PullParts(PeerClient client, RecordStore records, RowVerifier verifier, TimeSource time, RandomSource random, PullRules rules) {
    private static final int STEPS = 256;

    /** Around 1, at most {@code share} away. */
    double jitter(double share) {
        return 1 - share + 2 * share * random.octets(1).at(0) / (STEPS - 1);
    }

    Instant nextScan(Instant now) {
        return rules.fullScan().isZero() ? Instant.MAX
                : now.plus(Duration.ofMillis((long) (rules.fullScan().toMillis() * jitter(0.1))));
    }
}
