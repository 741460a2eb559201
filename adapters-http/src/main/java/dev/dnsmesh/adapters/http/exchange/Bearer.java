package dev.dnsmesh.adapters.http.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The credential of a request (http.md 2.2). */
public final class Bearer {
    private static final String PREFIX = "Bearer ";

    private Bearer() {
    }

    /** What stands behind {@code Bearer} and exactly one blank, octet for octet; empty where nothing stands so. */
    public static Optional<String> token(Request request) {
        return request.header("Authorization").filter(value -> value.startsWith(PREFIX))
                .map(value -> asSent(value.substring(PREFIX.length())));
    }

    /** Header values arrive one octet a character. */
    private static String asSent(String value) {
        return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
