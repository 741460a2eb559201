package dev.dnsmesh.adapters.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/** How long one connection is waited for while none of its requests is being answered. Used on its event loop. */
final class Patience {
    private final Vertx vertx;
    private final HttpConnection connection;
    private int requests;
    private boolean lastAnswered;
    private Runnable cancel = () -> { };

    Patience(Vertx vertx, HttpConnection connection) {
        this.vertx = vertx;
        this.connection = connection;
    }

    /** Hangs up unless the head of a request is complete by then, however slowly it drips in. */
    void waitFor(Duration limit) {
        end();
        long timer = vertx.setTimer(Math.max(1, limit.toMillis()), late -> connection.close());
        cancel = () -> vertx.cancelTimer(timer);
    }

    void requestBegins() {
        requests++;
        end();
    }

    /** The answer that is sent now is the last: what follows on the connection cannot be told from what is left of a body (RFC 9112 9.6). */
    void answersLast() {
        lastAnswered = true;
    }

    boolean hasAnsweredLast() {
        return lastAnswered;
    }

    /** Whether it was the last one; the connection is idle then. */
    boolean requestEnds(Duration idle) {
        requests--;
        if (requests == 0) {
            waitFor(idle);
        }
        return requests == 0;
    }

    void end() {
        cancel.run();
        cancel = () -> { };
    }
}
