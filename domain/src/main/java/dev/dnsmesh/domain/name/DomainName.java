package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Ascii;
import java.util.Optional;

/**
 * A domain name as it stands inside a signed record: the DN rule of records.md 1.6, without its trailing dot. Labels of
 * 1 to 63 ASCII letters, digits and {@code -}, not at either end; a single label is enough. The case is preserved, but
 * does not count in {@link #sameAs}. The rule sets no total length: {@link #octetLength} is for each field's own cap.
 */
public record DomainName(String text) {
    public static final int MAX_LABEL = 63;

    public DomainName {
        if (!wellFormed(text, false)) {
            throw new IllegalArgumentException("not a domain name: " + text);
        }
    }

    /** Takes at most one trailing dot, which is dropped; empty where the text breaks the rule. */
    public static Optional<DomainName> parse(String text) {
        String name = withoutTrailingDot(text);
        return wellFormed(name, false) ? Optional.of(new DomainName(name)) : Optional.empty();
    }

    /** The rule with an underscore counted as a letter, for hosts and mailbox zones ({@code _mail.example}). */
    public static boolean isHostName(String text) {
        return wellFormed(withoutTrailingDot(text), true);
    }

    /** {@code text} without one trailing dot, if it has any. */
    public static String withoutTrailingDot(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** Octets on the wire, the same as characters. */
    public int octetLength() {
        return text.length();
    }

    /** Lower-cased, for comparison and as part of an owner name. */
    public String folded() {
        return Ascii.lowerCased(text);
    }

    /** Equal but for the case of ASCII letters. */
    public boolean sameAs(DomainName other) {
        return Ascii.equalIgnoringCase(text, other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean wellFormed(String text, boolean underscore) {
        int label = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (label == 0 || text.charAt(i - 1) == '-') {
                    return false;
                }
                label = 0;
            } else {
                boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                        || underscore && c == '_';
                if (!letter && (c != '-' || label == 0) || ++label > MAX_LABEL) {
                    return false;
                }
            }
        }
        return label > 0 && text.charAt(text.length() - 1) != '-';
    }
}
