package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;

/** The 429 of http.md 3 and 13.7. */
final class TooMany {
    private TooMany() {
    }

    static Answer answer(String error, long retryAfterSeconds) {
        return Answer.error(429, error).with("Retry-After", Long.toString(retryAfterSeconds));
    }
}
