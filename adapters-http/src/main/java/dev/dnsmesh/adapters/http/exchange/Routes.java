package dev.dnsmesh.adapters.http.exchange;

import java.util.Optional;

/** Some routes of the interface. What none of them finds is 404. */
@FunctionalInterface
public interface Routes {
    /**
     * @param target the raw request target: nothing was decoded, and a query part is still there (http.md 1)
     */
    Optional<Handler> find(Method method, String target);

    /** Answers one request, on a thread that may block. What it throws is a fault: 500, logged. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Request request);
    }

    /** The target without its query part. */
    static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
