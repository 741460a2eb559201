package dev.dnsmesh.adapters.http.exchange;

/** A request body read as JSON (http.md 1.1). */
public sealed interface JsonBody {
    /** One JSON value of any kind; the empty object where no body was announced. */
    record Value(Json json) implements JsonBody {
    }

    /** The answer that a body which cannot be read gets. */
    record Refused(Answer answer) implements JsonBody {
    }

    /** Over the limit, not UTF-8, not JSON, cut short: all the same 400. */
    static JsonBody read(Request request, int limit) {
        return switch (request.body(limit)) {
            case Body.Complete(var octets) when octets.isEmpty() -> new Value(Json.Members.NONE);
            case Body.Complete(var octets) -> Json.parse(octets).<JsonBody>map(Value::new).orElseGet(JsonBody::invalid);
            case Body.TooLarge(), Body.Broken() -> invalid();
            case Body.Late() -> new Refused(Answer.error(408, "request body too slow"));
            case Body.Encoded() -> new Refused(Answer.error(415, "unsupported content encoding"));
        };
    }

    private static Refused invalid() {
        return new Refused(Answer.error(400, "invalid body"));
    }
}
