package dev.dnsmesh.domain.record.cluster;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Utf8;
import java.util.Optional;

/**
 * One node of a cluster (records.md 2.6). The texts are as the operator wrote them: ask {@link #isUsable} before
 * connecting anywhere.
 *
 * @param id           1 to 16 octets of ASCII, unique in its manifest
 * @param httpEndpoint 1 to 128 octets
 * @param dnsEndpoint  up to 64 octets, as in {@code 203.0.113.1:53}; empty where the node has none
 */
public record ClusterNode(String id, String httpEndpoint, String dnsEndpoint) {
    static final int MAX_ID = 16;
    static final int MAX_HTTP_ENDPOINT = 128;
    static final int MAX_DNS_ENDPOINT = 64;

    public static ClusterNode withoutDns(String id, String httpEndpoint) {
        return new ClusterNode(id, httpEndpoint, "");
    }

    /** Empty where the DNS endpoint is the empty text: who means none says so. */
    public static Optional<ClusterNode> withDns(String id, String httpEndpoint, String dnsEndpoint) {
        return dnsEndpoint.isEmpty() ? Optional.empty()
                : Optional.of(new ClusterNode(id, httpEndpoint, dnsEndpoint));
    }

    public Optional<String> dns() {
        return dnsEndpoint.isEmpty() ? Optional.empty() : Optional.of(dnsEndpoint);
    }

    /** The HTTP endpoint has scheme {@code http} or {@code https}, and no field holds control characters. */
    public boolean isUsable() {
        String start = Ascii.lowerCased(httpEndpoint.substring(0, Math.min(8, httpEndpoint.length())));
        return (start.startsWith("http://") || start.startsWith("https://"))
                && isPrintable(id) && isPrintable(httpEndpoint) && isPrintable(dnsEndpoint);
    }

    boolean isWellFormed() {
        return Ascii.isAscii(id) && Utf8.fits(id, 1, MAX_ID)
                && Utf8.fits(httpEndpoint, 1, MAX_HTTP_ENDPOINT)
                && Utf8.fits(dnsEndpoint, 0, MAX_DNS_ENDPOINT);
    }

    private static boolean isPrintable(String text) {
        return text.chars().noneMatch(c -> c < 0x20 || c >= 0x7f && c < 0xa0);
    }
}
