package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.zone.ZoneSettings;
import java.util.Optional;

/**
 * What the node is authoritative for, and the roles that come with it (dns.md 1 and 10.1).
 *
 * @param claimZone    {@code DMP_CLAIM_PROVIDER_ZONE}
 * @param nodeHostname as it was set; signed by those who register
 */
public record AuthoritySettings(ZoneSettings zones, Optional<OwnerName> claimZone, Optional<String> nodeHostname) {
}
