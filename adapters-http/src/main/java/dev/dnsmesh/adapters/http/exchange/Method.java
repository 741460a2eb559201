package dev.dnsmesh.adapters.http.exchange;

import java.util.Optional;

/** The methods that are dispatched (http.md 1); every other one is answered with 501. */
public enum Method {
    GET, HEAD, POST, DELETE;

    /** By the exact token of the request line. */
    public static Optional<Method> of(String token) {
        return switch (token) {
            case "GET" -> Optional.of(GET);
            case "HEAD" -> Optional.of(HEAD);
            case "POST" -> Optional.of(POST);
            case "DELETE" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }

    /** HEAD is dispatched as GET is (http.md 1.2). */
    public boolean reads() {
        return this == GET || this == HEAD;
    }
}
