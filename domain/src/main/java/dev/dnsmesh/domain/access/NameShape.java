package dev.dnsmesh.domain.access;

import java.util.Arrays;

/** The labels of a lower-cased name, held against the shapes of registration.md 9.2. */
final class NameShape {
    private static final int MAX_LABEL = 63;
    private final String[] labels;

    NameShape(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        labels = name.substring(0, end).split("\\.", -1);
    }

    NameClass classify() {
        if (labels.length < 2 || !known()) {
            return new NameClass.Unknown();
        }
        return switch (labels[0]) {
            case "dmp" -> ofSubject(1);
            case "rotate" -> rotation();
            case "prekeys" -> isHash(labels[1], "id-", 12) && isDomain(2)
                    ? new NameClass.OfPrekeys(labels[1].substring(3), domain(2)) : new NameClass.OperatorOnly();
            default -> byPrefix(labels[0]);
        };
    }

    private NameClass rotation() {
        if (!labels[1].equals("dmp")) {
            return ofIdentity(1);
        }
        // rotate.dmp.<h12>: a form that was documented but never read; a user must not own it by its look
        return labels.length > 2 && isHash(labels[2], "id-", 12) ? new NameClass.OperatorOnly() : ofSubject(2);
    }

    private NameClass byPrefix(String first) {
        if (first.startsWith("id-")) {
            return ofIdentity(0);
        }
        if (first.startsWith("pk-")) {
            return isNumber(first, 3, first.length()) && isHash(labels[1], "", 12) && isDomain(2)
                    ? new NameClass.OfTokenHash(labels[1]) : new NameClass.OperatorOnly();
        }
        boolean slot = first.startsWith("slot-") && isNumber(first, 5, first.length())
                && isHash(labels[1], "mb-", 12) && isDomain(2);
        int key = first.lastIndexOf('-');
        boolean chunk = first.startsWith("chunk-") && isNumber(first, 6, key)
                && isHash(first.substring(key), "-", 12) && isDomain(1);
        return slot || chunk ? new NameClass.SharedPool() : new NameClass.OperatorOnly();
    }

    private NameClass ofSubject(int user) {
        return user < labels.length && isLabel(labels[user]) && isDomain(user + 1)
                ? new NameClass.OfSubject(labels[user], domain(user + 1))
                : new NameClass.OperatorOnly();
    }

    private NameClass ofIdentity(int at) {
        return isHash(labels[at], "id-", 16) && isDomain(at + 1)
                ? new NameClass.OfIdentity(labels[at].substring(3), domain(at + 1)) : new NameClass.OperatorOnly();
    }

    private boolean known() {
        for (String label : labels) {
            if (label.isEmpty()) {
                return false;
            }
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                if (!(c >= 'a' && c <= 'z' || isDigit(c) || c == '-')) {
                    return false;
                }
            }
        }
        return true;
    }

    /** At least two labels from there to the end. */
    private boolean isDomain(int from) {
        for (int i = from; i < labels.length; i++) {
            if (!isLabel(labels[i])) {
                return false;
            }
        }
        return labels.length - from >= 2;
    }

    private String domain(int from) {
        return String.join(".", Arrays.asList(labels).subList(from, labels.length));
    }

    private static boolean isLabel(String label) {
        return label.length() <= MAX_LABEL && label.charAt(0) != '-' && label.charAt(label.length() - 1) != '-';
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isHash(String text, String prefix, int digits) {
        if (text.length() != prefix.length() + digits || !text.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
