package dev.dnsmesh.adapters.http.page;

import java.util.Optional;
import java.util.regex.Pattern;

/** By what name the node is called on one page: the configured endpoint, else the host that the visitor asked for. */
record Visit(Optional<String> endpoint) {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
    private static final String NO_HOST = "<node>";

    static Visit of(Optional<String> configured, Optional<String> hostHeader) {
        return new Visit(configured.map(Visit::bare).or(() -> hostHeader.filter(host -> HOST.matcher(host).matches()).map(host -> "https://" + host)));
    }

    /** An endpoint ends where its path begins (heartbeat.md 4). */
    private static String bare(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? url : url.substring(0, path);
    }

    String title() {
        return endpoint.orElse("A DNS Mesh node");
    }

    /** In the middle of a sentence. */
    String spoken() {
        return endpoint.orElse("this node");
    }

    /** Host and port, without a scheme. */
    String host() {
        return endpoint.map(url -> url.substring(url.indexOf("://") + 3)).orElse(NO_HOST);
    }

    /** The host alone, for {@code dig}. */
    String server() {
        String host = host();
        if (host.startsWith("[")) {
            return host.substring(1, host.indexOf(']'));
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
