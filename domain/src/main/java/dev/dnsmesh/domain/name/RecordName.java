package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Optional;

/**
 * The name of a record as HTTP takes it (http.md 5.1, 13.5): labels begin with a letter or digit, before which one
 * underscore may stand, and end with one; hyphens only between. Kept in lower case.
 */
public final class RecordName {
    private RecordName() {
    }

    /** Trims white space, drops all trailing dots, lower-cases ASCII letters; empty where no record may be so named. */
    public static Optional<OwnerName> parse(String text) {
        return OwnerName.parse(bare(text)).filter(RecordName::isPublishable);
    }

    /** The text as it is looked at: white space at both ends and all trailing dots removed, letter case kept. */
    public static String bare(String text) {
        String trimmed = WhiteSpace.trim(text);
        int end = trimmed.length();
        while (end > 0 && trimmed.charAt(end - 1) == '.') {
            end--;
        }
        return trimmed.substring(0, end);
    }

    private static boolean isPublishable(OwnerName name) {
        for (String label : name.text().split("\\.")) {
            String rest = label.startsWith("_") ? label.substring(1) : label;
            if (rest.isEmpty() || rest.startsWith("-") || rest.endsWith("-") || rest.indexOf('_') >= 0) {
                return false;
            }
        }
        return true;
    }
}
