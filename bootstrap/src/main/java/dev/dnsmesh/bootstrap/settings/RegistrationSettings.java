package dev.dnsmesh.bootstrap.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Self-service registration (registration.md 1).
 *
 * @param available  enabled, in mode multi-tenant, with a host name
 * @param allowlist  domains; empty = any
 * @param lifetime   of what is minted; empty = unlimited
 * @param issuedRate stamped on tokens
 * @param endpoint   per client address
 * @param hold       how long a name stays with its key
 */
public record RegistrationSettings(boolean available, Set<String> allowlist, Optional<Duration> lifetime, RateLimit issuedRate,
                                   RateLimit endpoint, Duration hold, Duration auditRetention, Scope scope) {
    public RegistrationSettings {
        allowlist = Set.copyOf(allowlist);
    }

    /** Which suffixes a minted key gets (dns.md 8.2). */
    public enum Scope {
        DEFAULT, TIGHT, LOOSE
    }
}
