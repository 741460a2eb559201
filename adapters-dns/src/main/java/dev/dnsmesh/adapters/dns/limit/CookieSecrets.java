package dev.dnsmesh.adapters.dns.limit;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/**
 * The secrets of server cookies (dns.md 10.8).
 *
 * @param current  makes and verifies cookies; 16 octets
 * @param previous verifies only, while a fleet of nodes changes over; 16 octets
 */
public record CookieSecrets(Secret current, Optional<Secret> previous) {
    public CookieSecrets {
        if (current.length() != SipHash.KEY_LENGTH || previous.filter(p -> p.length() != SipHash.KEY_LENGTH).isPresent()) {
            throw new IllegalArgumentException("a cookie secret has 16 octets");
        }
    }

    /** {@code DMP_DNS_COOKIE_SECRET}: 32 hex digits, and as many again after a comma; empty for anything else. */
    public static Optional<CookieSecrets> parse(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            return secret(text).map(current -> new CookieSecrets(current, Optional.empty()));
        }
        Optional<Secret> previous = secret(text.substring(comma + 1));
        return previous.isEmpty() ? Optional.empty()
                : secret(text.substring(0, comma)).map(current -> new CookieSecrets(current, previous));
    }

    private static Optional<Secret> secret(String hex) {
        return Octets.fromHex(hex.strip()).filter(o -> o.length() == SipHash.KEY_LENGTH).map(Secret::of);
    }
}
