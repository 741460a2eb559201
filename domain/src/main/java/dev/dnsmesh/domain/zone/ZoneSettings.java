package dev.dnsmesh.domain.zone;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;
import java.util.Set;

/**
 * The zones of a node as configured (dns.md 1 and 10.1).
 *
 * @param served       the served zone, in which UPDATE is accepted
 * @param others       further query zones: {@code DMP_CLAIM_PROVIDER_ZONE}, {@code DMP_CLUSTER_BASE_DOMAIN},
 *                     {@code DMP_DOMAIN} where set, and {@code DMP_DNS_EXTRA_ZONES}; may repeat the served one
 * @param strict       {@code DMP_DNS_STRICT_ZONES}: names outside every zone are refused even when stored
 * @param positiveTtl  {@code DMP_DNS_TTL}, seconds
 * @param negativeTtl  {@code DMP_DNS_NEGATIVE_TTL}, seconds: TTL and MINIMUM of the SOA
 */
public record ZoneSettings(Optional<OwnerName> served, Set<OwnerName> others, ApexSettings apex, boolean strict,
                           long positiveTtl, long negativeTtl) {
    /** Where {@code DMP_DNS_NEGATIVE_TTL} is unset it is the positive TTL, but no more than this. */
    public static final long LONGEST_DEFAULT_NEGATIVE_TTL = 300;

    public ZoneSettings {
        others = Set.copyOf(others);
        if (positiveTtl < 0 || negativeTtl < 0) {
            throw new IllegalArgumentException("a TTL is not negative");
        }
    }

    /** What {@code DMP_DNS_NEGATIVE_TTL} is when unset. */
    public static long defaultNegativeTtl(long positiveTtl) {
        return Math.min(positiveTtl, LONGEST_DEFAULT_NEGATIVE_TTL);
    }
}
