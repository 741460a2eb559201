package dev.dnsmesh.adapters.storage.pg;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/**
 * A URL as the driver knows it, and what PostgreSQL's own programs write before the host: {@code //user:password@host/database}.
 *
 * @param text without user and password
 */
record PostgresUrl(String text, String user, String password) {
    /** Held, or its level would be forgotten: what the driver has to say reaches us as exceptions. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    static PostgresUrl of(String url) {
        int start = PostgresSettings.SCHEME.length() + "//".length();
        int sign = url.lastIndexOf('@', end(url, start));
        if (sign < start) {
            return new PostgresUrl(url, "", "");
        }
        String[] words = url.substring(start, sign).split(":", 2);
        return new PostgresUrl(url.substring(0, start) + url.substring(sign + 1), decoded(words[0]), words.length == 1 ? "" : decoded(words[1]));
    }

    private static int end(String url, int start) {
        for (int i = start; i < url.length(); i++) {
            if (url.charAt(i) == '/' || url.charAt(i) == '?') {
                return i;
            }
        }
        return url.length();
    }

    private static String decoded(String word) {
        try {
            // a plus is none of the signs that stand for a blank here
            return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return word;
        }
    }

    boolean isReadable() {
        return Driver.parseURL(text, null) != null;
    }
}
