package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Optional;
import java.util.Set;

/** Zones taken from text that was written for something else (records.md 3.3). */
public final class ZoneText {
    private static final Set<String> LOCAL = Set.of("localhost", "localhost.localdomain", "ip6-localhost");
    private static final int MAX_DOMAIN = 253;

    private ZoneText() {
    }

    /** The host of an endpoint URL, lower-cased, unless it is an address or one of the names of this machine. */
    public static Optional<String> ofEndpoint(String url) {
        return UrlHost.of(url).filter(host -> host.indexOf(':') < 0 && !digitsAndDots(host) && !LOCAL.contains(host));
    }

    /** What a heartbeat seed names: a URL's host, or the text before its first colon; lower-cased, no trailing dots. */
    public static Optional<String> ofSeed(String seed) {
        String text = WhiteSpace.trim(seed);
        Optional<String> zone;
        if (text.contains("://")) {
            zone = UrlHost.ofAuthority(text.substring(text.indexOf("://") + 3));
        } else if (text.startsWith("[")) {
            zone = Optional.of(text).filter(t -> t.indexOf(']') > 0);
        } else {
            int colon = text.indexOf(':');
            zone = Optional.of(colon < 0 ? text : text.substring(0, colon)).filter(t -> t.indexOf(']') < 0 && t.indexOf('[') < 0);
        }
        return zone.map(z -> OwnerNameText.withoutTrailingDots(Ascii.lowerCased(z))).filter(z -> !z.isEmpty());
    }

    /**
     * The general check of a domain, which no record uses: at most 253 characters; labels of 1 to 63 ASCII letters,
     * digits and {@code -}, not at either end; no trailing dot.
     */
    public static boolean isDomain(String text) {
        return text.length() <= MAX_DOMAIN && !text.endsWith(".") && DomainName.parse(text).isPresent();
    }

    private static boolean digitsAndDots(String host) {
        return host.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    }
}
