package dev.dnsmesh.domain.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The members of one object. Names are case-sensitive; where one stands twice, the last counts. */
public record JsonObject(Map<String, JsonMember> members) {
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Empty unless the whole text is one well-formed object, nested at most {@link JsonReader#MAX_DEPTH} deep. Never throws. */
    public static Optional<JsonObject> parse(String text) {
        return new JsonReader(text).read();
    }

    /** The string member of that name. */
    public Optional<String> text(String name) {
        return members.get(name) instanceof JsonMember.Text(String value) ? Optional.of(value) : Optional.empty();
    }

    /** The integer member of that name, see {@link JsonMember.Number#plainInteger}. */
    public OptionalLong plainInteger(String name) {
        return members.get(name) instanceof JsonMember.Number number ? number.plainInteger() : OptionalLong.empty();
    }
}
