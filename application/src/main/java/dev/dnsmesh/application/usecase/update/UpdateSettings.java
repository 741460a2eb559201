package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.claim.ClaimLife;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator decides about UPDATE. The zone it is accepted in is the served zone of
 * {@link dev.dnsmesh.domain.zone.ZoneSettings}.
 *
 * @param enabled          {@code DMP_DNS_UPDATE_ENABLED}
 * @param maxTtl           {@code DMP_MAX_TTL}, seconds; not positive = no cap, like the next two
 * @param maxValueOctets   {@code DMP_MAX_VALUE_BYTES}
 * @param maxValuesPerName {@code DMP_MAX_VALUES_PER_NAME}
 * @param replayEntries    {@code DMP_TSIG_REPLAY_ENTRIES}
 */
public record UpdateSettings(boolean enabled, long maxTtl, int maxValueOctets, int maxValuesPerName, Claims claims,
                             Keys keys, long replayEntries) {
    private static final double A_DAY = 86_400;
    /** Between a token that was taken and the claim that was stored for it. */
    private static final double SLACK_SECONDS = 2;

    /**
     * For how long the bucket of a recipient keeps a claim from being replaced (dns.md 10.15), whatever number of nodes fill an
     * owner together. Zero where the bucket alone would let a full owner be filled again at once.
     */
    Duration claimsStay() {
        Rate rate = claims.perRecipient();
        if (rate.isOff() || maxValuesPerName <= rate.burst()) {
            return Duration.ZERO;
        }
        double seconds = Math.min(A_DAY, (maxValuesPerName - rate.burst()) / rate.perSecond()) - SLACK_SECONDS;
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }

    /**
     * Claims, of which unsigned UPDATEs may hold nothing else.
     *
     * @param firstContact {@code DMP_CLAIM_PROVIDER}: anyone's claims are taken
     * @param receiver     {@code DMP_RECEIVER_CLAIM_NOTIFICATIONS}: claims for registered recipients are taken
     * @param providerZone {@code DMP_CLAIM_PROVIDER_ZONE} where set: a second zone for claims of the first-contact role
     * @param life         {@code DMP_CLAIM_MAX_TTL}
     * @param perRecipient {@code DMP_CLAIM_RATE_PER_USER_PER_SEC} and {@code DMP_CLAIM_RATE_BURST}
     * @param perSource    {@code DMP_CLAIM_RATE_PER_SOURCE_PER_SEC} and {@code DMP_CLAIM_RATE_SOURCE_BURST}
     * @param maxTotal     {@code DMP_CLAIM_MAX_TOTAL}; not positive = no limit
     */
    public record Claims(boolean firstContact, boolean receiver, Optional<OwnerName> providerZone, ClaimLife life,
                         Rate perRecipient, Rate perSource, long maxTotal) {
    }

    /**
     * Limits per TSIG key.
     *
     * @param operations  {@code DMP_TSIG_RATE_PER_SEC} and {@code DMP_TSIG_RATE_BURST}
     * @param dailyOctets {@code DMP_TSIG_DAILY_BYTES} of added values in any 24 hours; not positive = no limit
     */
    public record Keys(Rate operations, long dailyOctets) {
    }
}
