package dev.dnsmesh.domain.json;

/** Writes one object without white space, its members in the order they are given, in ASCII. */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";
    private final StringBuilder json = new StringBuilder("{");

    public JsonWriter member(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    public JsonWriter member(String name, long value) {
        name(name);
        json.append(value);
        return this;
    }

    /** The object. */
    public String end() {
        return json + "}";
    }

    private void name(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        string(name);
        json.append(':');
    }

    private void string(String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        json.append(c);
                    } else {
                        json.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15))
                                .append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
                    }
                }
            }
        }
        json.append('"');
    }
}
