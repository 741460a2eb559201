package dev.dnsmesh.adapters.storage.home;

import java.util.List;
import java.util.Optional;

/** Writes a mapping with every text quoted, in a form that YAML 1.1 and 1.2 read alike. */
final class YamlWriter {
    private final StringBuilder out = new StringBuilder();

    YamlWriter text(String name, String value) {
        out.append(name).append(": ").append(quoted(value)).append('\n');
        return this;
    }

    YamlWriter text(String name, Optional<String> value) {
        out.append(name).append(": ").append(value.map(YamlWriter::quoted).orElse("null")).append('\n');
        return this;
    }

    YamlWriter number(String name, long value) {
        out.append(name).append(": ").append(value).append('\n');
        return this;
    }

    YamlWriter truth(String name, boolean value) {
        out.append(name).append(": ").append(value).append('\n');
        return this;
    }

    YamlWriter texts(String name, List<String> values) {
        if (values.isEmpty()) {
            out.append(name).append(": []\n");
            return this;
        }
        out.append(name).append(":\n");
        values.forEach(value -> out.append("- ").append(quoted(value)).append('\n'));
        return this;
    }

    /** A line as it is. */
    YamlWriter line(String line) {
        out.append(line).append('\n');
        return this;
    }

    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || c >= 0x7f && c < 0xa0 || c == '\u2028' || c == '\u2029' || c == '\ufeff'
                    || Character.isSurrogate(c) && !pair(value, i)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean pair(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
