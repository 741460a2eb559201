package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.octets.Octets;
import java.net.InetAddress;

/**
 * Answers a whole DNS message, a query or an UPDATE, that another transport than DNS's own has carried (RFC 8484): by the
 * same path, the same limits and the same counters as one that came over TCP. Blocks; safe for concurrent use.
 */
@FunctionalInterface
public interface AnswerMessage {
    /** @param source whose request it is, for limits */
    Outcome answer(Octets message, InetAddress source);

    /** What came of it. */
    sealed interface Outcome {
        /**
         * A response, whatever its RCODE.
         *
         * @param freshSeconds how long others may keep it: the smallest TTL in it (RFC 8484 5.1); 0 = not at all
         */
        record Answered(Octets message, long freshSeconds) implements Outcome {
        }

        /** Not even a request: shorter than a header, or a response itself. */
        record Unreadable() implements Outcome {
        }

        /** The source has sent more than it may. */
        record Limited() implements Outcome {
        }

        /** Nobody was free in time, or the server is going down: it may come again. */
        record Overloaded() implements Outcome {
        }
    }
}
