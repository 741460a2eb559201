package dev.dnsmesh.domain.name;

/**
 * The DN rule of records.md 1.6 and its two relaxations: labels of 1 to 63 ASCII letters, digits and {@code -}, not
 * starting or ending with {@code -}; at most one trailing dot; one label suffices; no limit to the whole.
 */
public final class DnRule {
    public static final int MAX_LABEL = 63;

    private enum Underscore { NOWHERE, FIRST_IN_LABEL, ANYWHERE }

    private DnRule() {
    }

    /** The rule as it is, without underscores. */
    public static boolean admits(String text) {
        return wellFormed(text, Underscore.NOWHERE);
    }

    /** A label may start with {@code _}: zones of mailboxes (records.md 2.5). */
    public static boolean admitsZone(String text) {
        return wellFormed(text, Underscore.FIRST_IN_LABEL);
    }

    /** An underscore counts as a letter: hosts of endpoints (records.md 2.10). */
    public static boolean admitsHost(String text) {
        return wellFormed(text, Underscore.ANYWHERE);
    }

    /** {@code text} without one trailing dot, if it has any. */
    public static String withoutTrailingDot(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean wellFormed(String text, Underscore underscore) {
        int end = text.endsWith(".") ? text.length() - 1 : text.length();
        int label = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (label == 0 || text.charAt(i - 1) == '-') {
                    return false;
                }
                label = 0;
            } else if (!mayStand(c, label == 0, underscore) || ++label > MAX_LABEL) {
                return false;
            }
        }
        return label > 0 && text.charAt(end - 1) != '-';
    }

    private static boolean mayStand(char c, boolean first, Underscore underscore) {
        return switch (c) {
            case '-' -> !first;
            case '_' -> underscore == Underscore.ANYWHERE || first && underscore == Underscore.FIRST_IN_LABEL;
            default -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        };
    }
}
