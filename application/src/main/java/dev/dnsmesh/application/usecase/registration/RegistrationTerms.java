package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.domain.access.Allowlist;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.Optional;

/**
 * On what terms a node registers people.
 *
 * @param available self-service is on, mode multi-tenant, token store open, node name not empty
 * @param node      {@code DMP_NODE_HOSTNAME}, signed verbatim
 * @param zone      served zone, else the node's name; empty where neither is a zone
 * @param allowlist subject domains
 * @param lifetime  of what is minted; empty = never ends
 * @param hold      how long names outlive credentials (W5)
 */
public record RegistrationTerms(boolean available, String node, Optional<OwnerName> zone, Allowlist allowlist,
                                Optional<Duration> lifetime, double tokenRatePerSec, int tokenBurst, ScopeMode scope,
                                Duration hold) {
}
