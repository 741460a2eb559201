package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.access.Allowlist;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.limit.Rate;
import java.time.Duration;
import java.util.Optional;

/**
 * Self-service registration (registration.md 1).
 *
 * @param available  enabled, in mode multi-tenant, with a host name
 * @param lifetime   of what is minted; empty = unlimited
 * @param issuedRate stamped on tokens
 * @param endpoint   per client address
 * @param hold       how long a name stays with its key
 */
public record RegistrationSettings(boolean available, Allowlist allowlist, Optional<Duration> lifetime, Rate issuedRate,
                                   Rate endpoint, Duration hold, Duration auditRetention, ScopeMode scope) {
    RegistrationSettings takingOver(RegistrationSettings fresh) {
        return new RegistrationSettings(available, fresh.allowlist, fresh.lifetime, fresh.issuedRate, endpoint, fresh.hold,
                fresh.auditRetention, fresh.scope);
    }
}
