package dev.dnsmesh.domain.sync;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/**
 * Another node of the cluster (cluster.md 9).
 *
 * @param id       from the manifest, or {@link #ofUrl} made it
 * @param endpoint base URL without trailing slashes, as the operator wrote it
 */
public record Peer(String id, String endpoint) {
    /** What {@link dev.dnsmesh.domain.update.Watermark} keeps. */
    public static final int MAX_ENDPOINT = 256;
    private static final int SHOWN_HOST = 9;
    private static final int SHOWN_DIGITS = 6;

    public Peer {
        endpoint = bare(endpoint);
        if (id.isEmpty() || endpoint.isEmpty() || endpoint.length() > MAX_ENDPOINT) {
            throw new IllegalArgumentException("not a peer: " + id + " at " + endpoint);
        }
    }

    /** A node that is known by its URL alone, under the id that every node makes of it (cluster.md 9.1). */
    public static Optional<Peer> ofUrl(String url) {
        String bare = bare(url);
        return bare.isEmpty() || bare.length() > MAX_ENDPOINT ? Optional.empty()
                : syntheticId(bare).map(id -> new Peer(id, bare));
    }

    /** A node of a manifest; empty where its endpoint is none of HTTP, or too long. */
    public static Optional<Peer> of(String id, String endpoint) {
        String bare = bare(endpoint);
        return id.isEmpty() || bare.length() > MAX_ENDPOINT || syntheticId(bare).isEmpty() ? Optional.empty()
                : Optional.of(new Peer(id, bare));
    }

    /** Under which its progress is kept: the endpoint in lower case. */
    public String key() {
        return Ascii.lowerCased(endpoint);
    }

    /** The id is the one made of the endpoint, not one that an operator chose. */
    public boolean isSynthetic() {
        return syntheticId(endpoint).filter(id::equals).isPresent();
    }

    /** The endpoint as peers compare it: without blanks around it and trailing slashes. */
    public static String bare(String endpoint) {
        String text = endpoint.strip();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    /** First characters of the host, and six digits of the SHA-256 of {@code host:port/path}. */
    private static Optional<String> syntheticId(String url) {
        String lower = Ascii.lowerCased(url);
        int start = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : 0;
        int slash = url.indexOf('/', start);
        int end = slash < 0 ? url.length() : slash;
        String authority = url.substring(Math.min(start, end), end);
        int from = authority.startsWith("[") ? Math.max(0, authority.indexOf(']')) : 0;
        int colon = authority.indexOf(':', from);
        String host = Ascii.lowerCased(colon < 0 ? authority : authority.substring(0, colon));
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        if (start == 0 || host.isEmpty() || url.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return Optional.empty();
        }
        String shown = host.startsWith("[") ? host.substring(1, Math.max(1, host.length() - 1)) : host;
        String key = shown + ":" + port + url.substring(end);
        return Optional.of(shown.substring(0, Math.min(SHOWN_HOST, shown.length())) + "-"
                + Sha256.of(Octets.utf8(key)).hex().substring(0, SHOWN_DIGITS));
    }
}
