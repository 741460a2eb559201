package dev.dnsmesh.adapters.http.server;

import io.vertx.core.http.HttpConnection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/** Connections that nothing is answered on, the longest idle first. Safe for use by several event loops. */
final class IdleConnections {
    private final SequencedSet<HttpConnection> longestFirst = new LinkedHashSet<>();

    synchronized void begins(HttpConnection connection) {
        longestFirst.add(connection);
    }

    synchronized void ends(HttpConnection connection) {
        longestFirst.remove(connection);
    }

    /** The longest idle one, which is forgotten; empty where all are busy. */
    synchronized Optional<HttpConnection> takeLongest() {
        return longestFirst.isEmpty() ? Optional.empty() : Optional.of(longestFirst.removeFirst());
    }
}
