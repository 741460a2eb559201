package dev.dnsmesh.application.client.settings;

import dev.dnsmesh.domain.record.heartbeat.IpLiteral;
import java.util.Optional;

/**
 * An entry of {@code dns_resolvers}: an address literal with an optional port (client.md 14.2). Host names are none.
 *
 * @param port 0 = not given, 53
 */
public record ResolverEntry(String address, int port) {
    private static final int MAX_PORT = 65_535;

    /** {@code IPv4}, {@code IPv4:port}, {@code IPv6}, {@code [IPv6]:port}. */
    public static Optional<ResolverEntry> parse(String text) {
        String entry = text.trim();
        if (IpLiteral.v4(entry).isPresent() || IpLiteral.v6(entry).isPresent()) {
            return Optional.of(new ResolverEntry(entry, 0));
        }
        int colon = entry.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = entry.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String address = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean literal = bracketed ? IpLiteral.v6(address).isPresent() : IpLiteral.v4(address).isPresent();
        return literal ? port(entry.substring(colon + 1)).map(port -> new ResolverEntry(address, port)) : Optional.empty();
    }

    private static Optional<Integer> port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= MAX_PORT ? Optional.of(port) : Optional.empty();
    }

    /** As it is stored. */
    @Override
    public String toString() {
        return port == 0 ? address : (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }
}
