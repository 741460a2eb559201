package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.access.WriteOperation;
import java.net.InetAddress;
import java.util.Optional;

/** Decides whether a write over HTTP may go on (http.md 2, registration.md 9), and notes what the audit wants to know. */
public interface AuthoriseWrite {
    Verdict authorise(Attempt attempt);

    /**
     * @param token what stood behind {@code Bearer}; empty where nothing did
     * @param name  as asked for
     */
    record Attempt(Optional<String> token, String name, WriteOperation operation, InetAddress client) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Attempt[" + operation + "]";
        }
    }

    sealed interface Verdict {
        record Allowed() implements Verdict {
        }

        /** Whatever the reason: it is not told. */
        record Denied() implements Verdict {
        }

        /** Everything is in order but for the token's rate. */
        record Throttled(long retryAfterSeconds) implements Verdict {
        }
    }
}
