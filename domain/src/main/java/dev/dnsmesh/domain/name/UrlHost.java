package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Ascii;
import java.util.Optional;

/** The host of a URL, as far as zones need it: whatever the rest of the text is. */
final class UrlHost {
    private UrlHost() {
    }

    /** Lower-cased, without userinfo, port and brackets; empty where there is no scheme, no host or an unpaired bracket. */
    static Optional<String> of(String url) {
        int colon = url.indexOf("://");
        return colon > 0 && isScheme(url, colon) ? ofAuthority(url.substring(colon + 3)) : Optional.empty();
    }

    /** The same for a text that starts behind the {@code ://}. */
    static Optional<String> ofAuthority(String text) {
        int end = 0;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(text.lastIndexOf('@', end - 1) + 1, end);
        int open = authority.indexOf('[');
        int close = authority.indexOf(']');
        if (open >= 0 != close >= 0 || close < open) {
            return Optional.empty();
        }
        int port = authority.indexOf(':');
        String host = open >= 0 ? authority.substring(open + 1, close)
                : port >= 0 ? authority.substring(0, port) : authority;
        return host.isEmpty() ? Optional.empty() : Optional.of(Ascii.lowerCased(host));
    }

    private static boolean isScheme(String url, int end) {
        for (int i = 0; i < end; i++) {
            char c = url.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean inside = i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.');
            if (!letter && !inside) {
                return false;
            }
        }
        return true;
    }
}
