package dev.dnsmesh.domain.sync;

/** The text form of a value's SHA-256. */
final class ValueHash {
    private static final int DIGITS = 64;

    private ValueHash() {
    }

    static boolean isHash(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
