package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.zone.ZoneSettings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the node is authoritative for, and the roles that come with it (dns.md 1 and 10.1).
 *
 * @param extra        {@code DMP_DNS_EXTRA_ZONES}, among the zones too
 * @param claimZone    {@code DMP_CLAIM_PROVIDER_ZONE}
 * @param nodeHostname as it was set; signed by those who register
 */
public record AuthoritySettings(ZoneSettings zones, Set<OwnerName> extra, Optional<OwnerName> claimZone, Optional<String> nodeHostname) {
    public AuthoritySettings {
        extra = Set.copyOf(extra);
    }

    /** The chain of zones stays, and with it what was minted for them; the rest is taken over. */
    AuthoritySettings takingOver(AuthoritySettings fresh) {
        Set<OwnerName> others = new TreeSet<>(fresh.zones.others());
        others.removeAll(chain(fresh));
        others.addAll(chain(this));
        others.addAll(fresh.extra);
        ZoneSettings now = fresh.zones;
        return new AuthoritySettings(new ZoneSettings(zones.served(), others, now.apex(), now.strict(), now.positiveTtl(), now.negativeTtl()),
                fresh.extra, claimZone, nodeHostname);
    }

    private static Set<OwnerName> chain(AuthoritySettings settings) {
        Set<OwnerName> chain = new TreeSet<>(settings.zones.others());
        chain.removeAll(settings.extra);
        return chain;
    }
}
