package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A TSIG key to be minted for a subject (dns.md 7.3, 8).
 *
 * @param name      as {@link dev.dnsmesh.domain.access.KeyScope#keyName} gives it
 * @param secret    fresh
 * @param expiresAt empty = never
 */
public record MintRequest(Subject subject, KeyIdentity identity, TsigKeyName name, Secret secret, Scope scope,
                          Optional<Instant> expiresAt, Actor actor, Terms terms) {
    /** What the key is to cover: the suffixes of the mode in the zone, and those that an operator adds. */
    public record Scope(OwnerName zone, ScopeMode mode, Set<ScopeSuffix> extra) {
        public Scope {
            extra = Set.copyOf(extra);
        }
    }
}
