package dev.dnsmesh.adapters.http.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses from octets and from text, never from a name. */
public final class Addresses {
    private Addresses() {
    }

    static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length, wrongLength);
        }
    }

    /**
     * An IPv4 or IPv6 literal, brackets and a port allowed as proxies write them, a scope id ignored; IPv4-mapped becomes
     * IPv4. Empty for anything else, names included.
     */
    public static Optional<InetAddress> parse(String text) {
        String whole = withoutPort(text.strip());
        int scope = whole.indexOf('%');
        String literal = scope < 0 ? whole : whole.substring(0, scope);
        if (literal.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.ofLiteral(literal).getAddress()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? "" : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
