package dev.dnsmesh.application.client.settings;

import dev.dnsmesh.domain.octets.Ascii;
import java.util.Optional;

/** Texts that name a node (client.md 1.5, 2). */
public final class Endpoint {
    private Endpoint() {
    }

    /** Trimmed, without slashes at the end, {@code https://} in front where there is no scheme; empty stays empty. */
    public static String normalised(String text) {
        String trimmed = withoutSlashes(text.trim());
        return trimmed.isEmpty() || trimmed.contains("://") ? trimmed : "https://" + trimmed;
    }

    /** {@code HOST[:PORT]} of a node given as host or URL. */
    public static String authority(String node) {
        String trimmed = node.trim();
        int scheme = trimmed.indexOf("://");
        return withoutSlashes(scheme < 0 ? trimmed : trimmed.substring(scheme + 3));
    }

    /** The host of a URL or authority, in lower case, without port and brackets; empty where there is none. */
    public static Optional<String> host(String node) {
        String authority = authority(node);
        int path = authority.indexOf('/');
        authority = path < 0 ? authority : authority.substring(0, path);
        String host;
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            host = end < 0 ? "" : authority.substring(1, end);
        } else {
            int colon = authority.indexOf(':');
            boolean bareV6 = colon >= 0 && colon != authority.lastIndexOf(':');
            host = colon < 0 || bareV6 ? authority : authority.substring(0, colon);
        }
        return host.isEmpty() ? Optional.empty() : Optional.of(Ascii.lowerCased(host));
    }

    private static String withoutSlashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }
}
