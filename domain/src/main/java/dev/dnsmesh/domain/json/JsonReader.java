package dev.dnsmesh.domain.json;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one object and keeps its members; what is nested in them is checked and skipped, in a loop and not by recursion,
 * so that a hostile text costs neither memory nor stack.
 */
final class JsonReader {
    /** Objects and arrays inside each other, the outermost included. */
    static final int MAX_DEPTH = 512;
    private static final int END = -1;

    private final String text;
    private int at;
    private boolean broken;

    JsonReader(String text) {
        this.text = text;
    }

    Optional<JsonObject> read() {
        Map<String, JsonMember> members = new LinkedHashMap<>();
        skipSpace();
        expect('{');
        skipSpace();
        if (!broken && peek() == '}') {
            at++;
        } else {
            do {
                String name = name();
                JsonMember value = member();
                if (broken) {
                    return Optional.empty();
                }
                members.put(name, value);
                skipSpace();
            } while (accept(','));
            expect('}');
        }
        skipSpace();
        return broken || at < text.length() ? Optional.empty() : Optional.of(new JsonObject(members));
    }

    private String name() {
        skipSpace();
        String name = string();
        skipSpace();
        expect(':');
        skipSpace();
        return name;
    }

    private JsonMember member() {
        if (broken) {
            return JsonMember.Other.VALUE;
        }
        int c = peek();
        if (c == '"') {
            return new JsonMember.Text(string());
        }
        if (c == '-' || c >= '0' && c <= '9') {
            int from = at;
            number();
            return broken ? JsonMember.Other.VALUE : new JsonMember.Number(text.substring(from, at));
        }
        skipValue();
        return JsonMember.Other.VALUE;
    }

    /** Checks a value of any kind. {@code open} remembers for each level whether it is an object. */
    private void skipValue() {
        BitSet open = new BitSet();
        int depth = 0;
        do {
            skipSpace();
            int c = peek();
            if (c == '{' || c == '[') {
                at++;
                if (depth + 1 >= MAX_DEPTH) {
                    broken = true;
                    return;
                }
                open.set(depth, c == '{');
                skipSpace();
                if (peek() == (c == '{' ? '}' : ']')) {
                    at++;
                } else {
                    depth++;
                    if (c == '{') {
                        skipName();
                    }
                    continue;
                }
            } else {
                skipScalar(c);
            }
            depth = close(open, depth);
        } while (!broken && depth > 0);
    }

    /** After a value: closes what ends here and steps over the comma to the next value; returns the depth then. */
    private int close(BitSet open, int depth) {
        int level = depth;
        while (!broken && level > 0) {
            skipSpace();
            boolean object = open.get(level - 1);
            if (accept(',')) {
                if (object) {
                    skipName();
                }
                return level;
            }
            expect(object ? '}' : ']');
            level--;
        }
        return level;
    }

    private void skipName() {
        skipSpace();
        skipString();
        skipSpace();
        expect(':');
    }

    private void skipScalar(int c) {
        switch (c) {
            case '"' -> skipString();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
        } else {
            broken = true;
        }
    }

    private void number() {
        accept('-');
        if (!accept('0')) {
            digits();
        }
        if (accept('.')) {
            digits();
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            digits();
        }
    }

    private void digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        broken |= from == at;
    }

    private String string() {
        int from = at + 1;
        boolean escaped = skipString();
        if (broken) {
            return "";
        }
        String raw = text.substring(from, at - 1);
        return escaped ? unescaped(raw) : raw;
    }

    /** Checks a string; true if it holds an escape. */
    private boolean skipString() {
        boolean escaped = false;
        expect('"');
        while (!broken) {
            int c = peek();
            if (c < ' ') {
                broken = true;
            } else if (c == '"') {
                at++;
                return escaped;
            } else if (c == '\\') {
                escaped = true;
                at++;
                skipEscape();
            } else {
                at++;
            }
        }
        return escaped;
    }

    private void skipEscape() {
        int c = peek();
        at++;
        if (c == 'u') {
            for (int i = 0; i < 4 && !broken; i++, at++) {
                broken = hexDigit(peek()) < 0;
            }
        } else if (c == END || "\"\\/bfnrt".indexOf(c) < 0) {
            broken = true;
        }
    }

    private static String unescaped(String raw) {
        StringBuilder resolved = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                resolved.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            switch (escape) {
                case 'b' -> resolved.append('\b');
                case 'f' -> resolved.append('\f');
                case 'n' -> resolved.append('\n');
                case 'r' -> resolved.append('\r');
                case 't' -> resolved.append('\t');
                case 'u' -> {
                    int unit = 0;
                    for (int digit = 0; digit < 4; digit++) {
                        unit = unit << 4 | hexDigit(raw.charAt(++i));
                    }
                    resolved.append((char) unit);
                }
                default -> resolved.append(escape);
            }
        }
        return resolved.toString();
    }

    private static int hexDigit(int c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean accept(char c) {
        boolean there = peek() == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) {
        broken |= !accept(c);
    }
}
