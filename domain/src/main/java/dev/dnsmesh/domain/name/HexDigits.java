package dev.dnsmesh.domain.name;

/** The hash parts of owner names. */
final class HexDigits {
    private HexDigits() {
    }

    static boolean lowerCase(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
