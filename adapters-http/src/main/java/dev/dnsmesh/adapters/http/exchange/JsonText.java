package dev.dnsmesh.adapters.http.exchange;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** A JSON object being written: members in the order they were put. */
public final class JsonText {
    private final JsonObject members = new JsonObject();

    private JsonText() {
    }

    public static JsonText object() {
        return new JsonText();
    }

    public JsonText put(String name, String value) {
        members.put(name, value);
        return this;
    }

    public JsonText put(String name, long value) {
        members.put(name, value);
        return this;
    }

    /** @param value unsigned 64 bits */
    public JsonText putUnsigned(String name, long value) {
        members.put(name, new BigInteger(Long.toUnsignedString(value)));
        return this;
    }

    public JsonText put(String name, double value) {
        members.put(name, value);
        return this;
    }

    public JsonText put(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /** {@code null} where there is no number. */
    public JsonText put(String name, OptionalLong value) {
        if (value.isPresent()) {
            members.put(name, value.getAsLong());
        } else {
            members.putNull(name);
        }
        return this;
    }

    /** An array of texts or whole numbers. */
    public JsonText put(String name, List<?> values) {
        members.put(name, new JsonArray(values));
        return this;
    }

    /** An object in the object. */
    public JsonText put(String name, JsonText value) {
        members.put(name, value.members);
        return this;
    }

    /** An array of objects. */
    public JsonText putObjects(String name, List<JsonText> values) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(value.members));
        members.put(name, array);
        return this;
    }

    @Override
    public String toString() {
        return members.encode();
    }
}
