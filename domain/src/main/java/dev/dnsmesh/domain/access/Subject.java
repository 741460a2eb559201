package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Who registered: {@code local@domain} in canonical form (registration.md 4 and W15). Local part of 1 to 64 characters
 * {@code a-z 0-9 . _ + -}, beginning with a letter or digit, without trailing or double dot; domain of two or more
 * labels, 253 characters at most. That anyone controls the domain is not asked.
 */
public record Subject(String text) implements Comparable<Subject> {
    public static final int MAX_LOCAL = 64;
    public static final int MAX_DOMAIN = 253;
    public static final int MAX_LABEL = 63;
    /** Every character folds to one other at least, and takes two {@code char}s at most. */
    private static final int MAX_TYPED = 2 * (MAX_LOCAL + 1 + MAX_DOMAIN);

    public Subject {
        if (!isCanonical(text)) {
            throw new IllegalArgumentException("not a canonical subject: " + text);
        }
    }

    /** The canonical form of what somebody typed: NFKC, trimmed, lower-cased; empty where that is not a subject. */
    public static Optional<Subject> canonical(String typed) {
        String trimmed = WhiteSpace.trim(typed);
        if (trimmed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        String folded = WhiteSpace.trim(Normalizer.normalize(trimmed, Normalizer.Form.NFKC));
        if (!Ascii.isAscii(folded)) {
            return Optional.empty();
        }
        String lower = Ascii.lowerCased(folded);
        return isCanonical(lower) ? Optional.of(new Subject(lower)) : Optional.empty();
    }

    public String local() {
        return text.substring(0, text.indexOf('@'));
    }

    public String domain() {
        return text.substring(text.indexOf('@') + 1);
    }

    @Override
    public int compareTo(Subject other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isCanonical(String text) {
        int at = text.indexOf('@');
        return at > 0 && isLocal(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    private static boolean isLocal(String local) {
        if (local.length() > MAX_LOCAL || !isAlphanumeric(local.charAt(0)) || local.endsWith(".")
                || local.contains("..")) {
            return false;
        }
        return local.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '_' || c == '+' || c == '-');
    }

    private static boolean isDomain(String domain) {
        if (domain.length() > MAX_DOMAIN || domain.indexOf('.') < 0) {
            return false;
        }
        for (String label : domain.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")
                    || !label.chars().allMatch(c -> isAlphanumeric(c) || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
