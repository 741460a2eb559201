package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.access.AuthMode;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.octets.Secret;
import java.util.List;

/**
 * The HTTP server (http.md 1 to 3).
 *
 * @param operatorTokens    accepted ones; empty = none configured
 * @param generateToken     nobody configured a token and the loopback profile holds: one is made and kept in the data directory
 * @param allowOpenOnPublic {@code DMP_ALLOW_OPEN_PUBLIC_BIND}
 */
public record HttpSettings(String host, int port, AuthMode mode, List<Secret> operatorTokens, boolean generateToken,
                           boolean allowOpenOnPublic, Rate perClient, int maxConcurrency, List<AddressRange> trustedProxies) {
    public HttpSettings {
        operatorTokens = List.copyOf(operatorTokens);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** http.md 2.5: anything but {@code localhost} and a loopback literal. */
    public boolean isPublic() {
        String bare = host.strip().toLowerCase(java.util.Locale.ROOT);
        return !bare.equals("localhost")
                && !ValueTypes.literal(bare).map(java.net.InetAddress::isLoopbackAddress).orElse(false);
    }
}
