package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a TSIG key: a domain name in lower case with a trailing dot. Its labels hold printable ASCII other than
 * space, quotation mark, backslash and parentheses (a local part may bring {@code + . _}); 255 octets at most on the wire.
 */
public record TsigKeyName(String text) implements Comparable<TsigKeyName> {
    public TsigKeyName {
        if (!wellFormed(text)) {
            throw new IllegalArgumentException("not a key name: " + text);
        }
    }

    /** Takes any letter case, with or without the trailing dot. */
    public static Optional<TsigKeyName> parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        String dotted = name.endsWith(".") ? name : name + ".";
        return wellFormed(dotted) ? Optional.of(new TsigKeyName(dotted)) : Optional.empty();
    }

    /** Uncompressed wire form, lower case, with the root label: how the name enters the digest (RFC 8945 4.3.3). */
    public Octets wire() {
        byte[] wire = new byte[text.length() + 1];
        int lengthAt = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '.') {
                wire[lengthAt] = (byte) (i - lengthAt);
                lengthAt = i + 1;
            } else {
                wire[i + 1] = (byte) text.charAt(i);
            }
        }
        return Octets.of(wire);
    }

    @Override
    public int compareTo(TsigKeyName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean wellFormed(String text) {
        if (text.length() < 2 || text.length() > 254 || !text.endsWith(".")) {
            return false;
        }
        int label = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if (c <= 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '(' || c == ')' || c == ';'
                    || c >= 'A' && c <= 'Z' || ++label > 63) {
                return false;
            }
        }
        return true;
    }
}
