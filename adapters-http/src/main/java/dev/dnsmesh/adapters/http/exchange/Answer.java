package dev.dnsmesh.adapters.http.exchange;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back: the body in full also for HEAD, whose framing the listener does.
 *
 * @param headers      besides framing, in the order of sending
 * @param compressible may be sent compressed; never where it carries a token or key (http.md 13.3)
 */
public record Answer(int status, Map<String, String> headers, Octets body, boolean compressible) {
    private static final String CONTENT_TYPE = "Content-Type";

    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Without body and {@code Content-Type}. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Octets.EMPTY, false);
    }

    public static Answer json(int status, JsonText body) {
        return text(status, "application/json", body.toString());
    }

    /** {@code {"error":"..."}}. */
    public static Answer error(int status, String error) {
        return json(status, JsonText.object().put("error", error));
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, Map.of(CONTENT_TYPE, contentType), Octets.utf8(body), true);
    }

    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body, compressible);
    }

    /** Never compressed: something secret stands beside something that others may choose. */
    public Answer uncompressed() {
        return new Answer(status, headers, body, false);
    }
}
