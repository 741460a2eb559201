package dev.dnsmesh.adapters.dns.limit;

import dev.dnsmesh.domain.limit.AddressPrefix;
import java.util.List;

/**
 * Settings of response rate limiting (dns.md 10.9): {@code DMP_DNS_RRL} and its group.
 *
 * @param answers   positive answers per second, prefix and name; not positive = unlimited, like the next two
 * @param negatives negative answers per second, prefix and zone
 * @param errors    error responses per second and prefix
 * @param slip      every how many suppressed answers one goes out truncated; 0 = none
 * @param exempt    clients that are never limited
 */
public record ResponseRates(boolean enabled, double answers, double negatives, double errors, int slip,
                            List<AddressPrefix> exempt) {
    public ResponseRates {
        exempt = List.copyOf(exempt);
    }
}
