package dev.dnsmesh.domain.record.claim;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.record.TimeLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a node lets a claim live (dns.md 5.5 and 10.15).
 *
 * @param maxSeconds {@code DMP_CLAIM_MAX_TTL}; not positive = no cap of its own
 */
public record ClaimLife(long maxSeconds) {
    /** The times are those of a valid claim, and no more than the cap is left of it. */
    public boolean admits(ParsedClaim claim, Instant now) {
        return claim.isOpenAt(now, TimeLimits.SKEW)
                && (maxSeconds <= 0 || claim.claim().expiresAt().isAtMostAhead(Duration.ofSeconds(maxSeconds), now));
    }

    /** The life of the stored record: no longer than asked, than the claim itself, than the cap. */
    public TimeToLive stored(Claim claim, TimeToLive asked, Instant now) {
        TimeToLive left = asked.atMost(claim.expiresAt().seconds() - now.getEpochSecond());
        return maxSeconds <= 0 ? left : left.atMost(maxSeconds);
    }
}
