package dev.dnsmesh.adapters.http.exchange;

import java.net.InetAddress;
import java.util.Optional;

/** One request whose head has been read. Used by one thread, which may block. */
public interface Request {
    /** Octets of a request body, but for those routes that say otherwise (http.md 1). */
    int USUAL_BODY = 16_384;

    Method method();

    /** The request target exactly as it was sent. */
    String target();

    /** Whose request it is, behind trusted proxies as they tell it (http.md 13.6). */
    InetAddress client();

    /** The first header of that name, any letter case. */
    Optional<String> header(String name);

    /**
     * Reads the body, at most once per request: whoever answers without asking never reads it. Blocks until it is
     * complete, too large or late.
     *
     * @param limit octets that are accepted
     */
    Body body(int limit);
}
