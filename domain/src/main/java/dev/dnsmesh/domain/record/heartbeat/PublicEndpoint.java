package dev.dnsmesh.domain.record.heartbeat;

import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a node can be reached over HTTP: {@code scheme "://" host [":" port]} and nothing else, in 1 to 255 octets, with
 * a host that is no name of the own machine and no literal of a non-public address (records.md 2.10).
 *
 * @param text as written; case does not count in scheme and host
 */
public record PublicEndpoint(String text) {
    private static final int MAX_LENGTH = 255;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "localhost.localdomain", "ip6-localhost");

    public PublicEndpoint {
        if (!isPublicEndpoint(text)) {
            throw new IllegalArgumentException("not a public endpoint: " + text);
        }
    }

    public static Optional<PublicEndpoint> parse(String text) {
        return isPublicEndpoint(text) ? Optional.of(new PublicEndpoint(text)) : Optional.empty();
    }

    public boolean isHttps() {
        return text.charAt(4) != ':';
    }

    /** As written: a name, a dotted quad, or an IPv6 literal in brackets. */
    public String host() {
        int start = authority(text);
        return text.substring(start, hostEnd(text, start));
    }

    /** The port, where one is given. */
    public OptionalInt port() {
        int end = hostEnd(text, authority(text));
        return end == text.length() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.substring(end + 1)));
    }

    private static boolean isPublicEndpoint(String text) {
        int start = authority(text);
        if (start == 0 || text.length() > MAX_LENGTH) {
            return false;
        }
        int end = hostEnd(text, start);
        return end > start && isPort(text, end) && isPublicHost(text.substring(start, end));
    }

    /** Where the host starts; 0 for any other scheme. */
    private static int authority(String text) {
        String start = Ascii.lowerCased(text.substring(0, Math.min(8, text.length())));
        return start.startsWith("https://") ? 8 : start.startsWith("http://") ? 7 : 0;
    }

    private static int hostEnd(String text, int start) {
        int from = start;
        if (start < text.length() && text.charAt(start) == '[') {
            from = text.indexOf(']', start);
            if (from < 0) {
                return start;
            }
        }
        int colon = text.indexOf(':', from);
        return colon < 0 ? text.length() : colon;
    }

    /** Nothing, or a colon and 1 to 65535. */
    private static boolean isPort(String text, int colon) {
        if (colon == text.length()) {
            return true;
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + c - '0';
            if (port > MAX_PORT) {
                return false;
            }
        }
        return port > 0;
    }

    private static boolean isPublicHost(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") && isPublic(IpLiteral.v6(host.substring(1, host.length() - 1)));
        }
        return isPublic(IpLiteral.v4(host)) || isPublicName(host);
    }

    /** Names whose last label looks like a number resolve to an address, often of the own machine, on many systems. */
    private static boolean isPublicName(String host) {
        String name = Ascii.lowerCased(DnRule.withoutTrailingDot(host));
        String lastLabel = name.substring(name.lastIndexOf('.') + 1);
        return DnRule.admitsHost(host)
                && !OWN_MACHINE.contains(name)
                && !lastLabel.startsWith("0x")
                && lastLabel.chars().anyMatch(c -> c < '0' || c > '9');
    }

    private static boolean isPublic(Optional<Octets> address) {
        return address.filter(PublicAddress::is).isPresent();
    }
}
