package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Routes;

/** What a metric or a log may say of the target of a request: one word of a closed set, never a name that a client chose. */
final class RouteLabel {
    private RouteLabel() {
    }

    static String of(String target) {
        String path = Routes.path(target);
        return switch (path) {
            case "/", "/index.html" -> "landing";
            case "/health", "/stats", "/metrics" -> path.substring(1);
            case "/dns-query" -> "doh";
            default -> prefixed(path);
        };
    }

    private static String prefixed(String path) {
        if (path.startsWith("/v1/records/")) {
            return "records";
        }
        if (path.startsWith("/v1/registration/")) {
            return "registration";
        }
        if (path.startsWith("/v1/sync/")) {
            return "sync";
        }
        return path.equals("/console") || path.startsWith("/console/") ? "console" : "other";
    }
}
