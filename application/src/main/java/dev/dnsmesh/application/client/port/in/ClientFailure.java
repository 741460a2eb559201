package dev.dnsmesh.application.client.port.in;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command that did not do what it was asked.
 *
 * @param message one line for people that says what happened and what to do; no secret
 * @param detail  for programs: texts, whole numbers, truth values, and lists and maps of them
 * @param exit    exit status
 */
public record ClientFailure(ClientErrorCode code, String message, Map<String, Object> detail, int exit) {
    public ClientFailure {
        if (message.isEmpty() || message.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a failure is told in one line");
        }
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
        detail.values().forEach(ClientFailure::plain);
    }

    /** With the code's own exit status. */
    public static ClientFailure of(ClientErrorCode code, String message) {
        return new ClientFailure(code, oneLine(message), Map.of(), code.exit());
    }

    public ClientFailure withExit(int status) {
        return new ClientFailure(code, message, detail, status);
    }

    public ClientFailure with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(detail);
        more.put(name, value);
        return new ClientFailure(code, message, more, exit);
    }

    /** The same, told with more words in front. */
    public ClientFailure after(String words) {
        return new ClientFailure(code, oneLine(words + message), detail, exit);
    }

    public <T> ClientResult<T> result() {
        return new ClientResult.Failed<>(this);
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }

    private static void plain(Object value) {
        switch (value) {
            case String _, Integer _, Long _, Boolean _ -> {
            }
            case List<?> list -> list.forEach(ClientFailure::plain);
            case Map<?, ?> map -> map.values().forEach(ClientFailure::plain);
            default -> throw new IllegalArgumentException("not a plain value: " + value.getClass());
        }
    }
}
