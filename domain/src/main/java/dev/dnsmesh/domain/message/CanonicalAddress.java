package dev.dnsmesh.domain.message;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Optional;

/**
 * The address of a user in the one form that is compared and sent (records.md 4.9): lower-case ASCII, local part of 1 to
 * 64 of {@code a-z 0-9 _ . -} that starts with a letter or digit, does not end in a dot and has no two in a row; host of
 * at most 253 characters in labels of 1 to 63 letters, digits and {@code -}, not at either end.
 */
public record CanonicalAddress(String local, String host) {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_HOST = 253;
    private static final int MAX_LABEL = 63;

    public CanonicalAddress {
        if (!localPart(local) || !hostName(host)) {
            throw new IllegalArgumentException("not a canonical address: " + local + "@" + host);
        }
    }

    /** Trims, lower-cases and drops trailing dots of the host first; empty where that gives no canonical address. */
    public static Optional<CanonicalAddress> of(String text) {
        if (!Ascii.isAscii(text)) {
            return Optional.empty();
        }
        String address = Ascii.lowerCased(WhiteSpace.trim(text));
        int at = address.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        int end = address.length();
        while (end > at + 1 && address.charAt(end - 1) == '.') {
            end--;
        }
        String local = address.substring(0, at);
        String host = address.substring(at + 1, end);
        return localPart(local) && hostName(host) ? Optional.of(new CanonicalAddress(local, host)) : Optional.empty();
    }

    @Override
    public String toString() {
        return local + "@" + host;
    }

    private static boolean localPart(String text) {
        if (text.isEmpty() || text.length() > MAX_LOCAL || !letterOrDigit(text.charAt(0)) || text.endsWith(".")) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dot = c == '.' && text.charAt(i - 1) != '.';
            if (!letterOrDigit(c) && c != '_' && c != '-' && !dot) {
                return false;
            }
        }
        return true;
    }

    private static boolean hostName(String text) {
        if (text.length() > MAX_HOST) {
            return false;
        }
        int label = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (label == 0 || text.charAt(i - 1) == '-') {
                    return false;
                }
                label = 0;
            } else {
                char c = text.charAt(i);
                if (!letterOrDigit(c) && (c != '-' || label == 0) || ++label > MAX_LABEL) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
