package dev.dnsmesh.application.usecase.admin;

import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.Optional;

/**
 * How this node mints credentials.
 *
 * @param zone of TSIG keys: the served zone, else the node's host name
 * @param mode {@code DMP_TSIG_LOOSE_SCOPE}, {@code DMP_TSIG_TIGHT_SCOPE}
 * @param hold {@code DMP_REGISTRATION_HOLD_DAYS}
 */
public record MintingRules(Optional<OwnerName> zone, ScopeMode mode, Duration hold) {
}
