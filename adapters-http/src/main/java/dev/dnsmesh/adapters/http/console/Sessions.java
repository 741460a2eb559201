package dev.dnsmesh.adapters.http.console;

import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.octets.Octets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has signed in. A session lives in the memory of the node only, and in a cookie that scripts cannot read and that other
 * sites cannot have sent; what changes anything needs a word besides that only this console is told.
 */
final class Sessions {
    static final String COOKIE = "dnsmesh_console";
    static final String WORD_HEADER = "X-Console-Word";
    private static final Duration LIFE = Duration.ofHours(12);
    private static final int MOST = 64;
    private static final int OCTETS = 32;

    private final OperatorTokens operator;
    private final RandomSource random;
    private final TimeSource time;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** @param word to be sent with what changes anything */
    record Session(String id, String word, long endNanos) {
        /** The value of a {@code Set-Cookie} header. Without {@code Secure} only where the page itself came without TLS. */
        String cookie(boolean secure) {
            return COOKIE + "=" + id + "; Path=/console; HttpOnly; SameSite=Strict; Max-Age=" + LIFE.toSeconds() + (secure ? "; Secure" : "");
        }

        boolean isConfirmedBy(Request request) {
            return request.header(WORD_HEADER)
                    .map(given -> MessageDigest.isEqual(Octets.utf8(given).toArray(), Octets.utf8(word).toArray())).orElse(false);
        }
    }

    Sessions(OperatorTokens operator, RandomSource random, TimeSource time) {
        this.operator = operator;
        this.random = random;
        this.time = time;
    }

    /** Empty where the token is not the operator's. The oldest session gives way to one too many. */
    synchronized Optional<Session> open(String token) {
        if (!operator.accept(token)) {
            return Optional.empty();
        }
        Session fresh = new Session(random.octets(OCTETS).hex(), random.octets(OCTETS).hex(), time.nanos() + LIFE.toNanos());
        sessions.put(fresh.id(), fresh);
        if (sessions.size() > MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        return Optional.of(fresh);
    }

    /** Of the cookie that the request brings, while it lasts. An id has 256 random bits: nobody finds one by trying. */
    synchronized Optional<Session> of(Request request) {
        sessions.values().removeIf(session -> session.endNanos() - time.nanos() <= 0);
        return request.header("Cookie").flatMap(Sessions::id).flatMap(id -> Optional.ofNullable(sessions.get(id)));
    }

    synchronized void close(Session session) {
        sessions.remove(session.id());
    }

    private static Optional<String> id(String cookies) {
        for (String cookie : cookies.split(";")) {
            String pair = cookie.strip();
            if (pair.startsWith(COOKIE + "=")) {
                return Optional.of(pair.substring(COOKIE.length() + 1));
            }
        }
        return Optional.empty();
    }
}
