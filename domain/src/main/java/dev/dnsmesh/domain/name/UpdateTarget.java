package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Optional;

/**
 * Where the UPDATE with a claim for a provider goes (records.md 3.3).
 *
 * @param host a name or an address, without brackets
 */
public record UpdateTarget(String host, int port) {
    public static final int DEFAULT_PORT = 53;
    private static final int MAX_PORT = 65_535;

    /**
     * The host of the provider's endpoint, its scheme optional and its port ignored; else the provider's zone; empty where
     * neither names a host.
     *
     * @param portOverride a decimal port; anything else means {@link #DEFAULT_PORT}
     */
    public static Optional<UpdateTarget> of(String endpoint, String zone, String portOverride) {
        int port = port(portOverride);
        Optional<String> host = endpoint.contains("://") ? UrlHost.of(endpoint) : UrlHost.ofAuthority(endpoint);
        return host.or(() -> Optional.of(OwnerNameText.withoutTrailingDots(Ascii.lowerCased(zone))))
                .filter(h -> !h.isEmpty()).map(h -> new UpdateTarget(h, port));
    }

    private static int port(String override) {
        String text = WhiteSpace.trim(override);
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || port > MAX_PORT) {
                return DEFAULT_PORT;
            }
            port = port * 10 + digit;
        }
        return port >= 1 && port <= MAX_PORT ? port : DEFAULT_PORT;
    }
}
