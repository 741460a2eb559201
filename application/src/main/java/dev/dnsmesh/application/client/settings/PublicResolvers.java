package dev.dnsmesh.application.client.settings;

import java.util.List;

/** Resolvers that anybody may ask (client.md 14.4). */
public final class PublicResolvers {
    /** In the order in which they are tried. */
    public static final List<String> KNOWN = List.of("8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "149.112.112.112",
            "208.67.222.222", "208.67.220.220");

    private PublicResolvers() {
    }
}
