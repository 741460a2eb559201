package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.domain.name.RecordName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name in {@code /v1/records/{name}} (http.md 5.1). */
final class RecordPath {
    private static final Pattern PATH = Pattern.compile("/v1/records/([^/]+)/?");

    private RecordPath() {
    }

    /** Percent-decoded, trimmed, without trailing dots, letter case kept; a query part belongs to the name. */
    static Optional<String> name(String target) {
        Matcher matcher = PATH.matcher(target);
        return matcher.matches() ? Optional.of(RecordName.bare(decoded(matcher.group(1)))) : Optional.empty();
    }

    /** Octets that are not UTF-8 become U+FFFD; a percent sign that begins no escape stands for itself. */
    private static String decoded(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        ByteArrayOutputStream escaped = new ByteArrayOutputStream();
        int at = 0;
        while (at < raw.length()) {
            if (isEscape(raw, at)) {
                escaped.write(HexFormat.fromHexDigits(raw, at + 1, at + 3));
                at += 3;
            } else {
                flush(escaped, text);
                text.append(raw.charAt(at++));
            }
        }
        flush(escaped, text);
        return text.toString();
    }

    private static boolean isEscape(String raw, int at) {
        return raw.charAt(at) == '%' && at + 2 < raw.length() && HexFormat.isHexDigit(raw.charAt(at + 1))
                && HexFormat.isHexDigit(raw.charAt(at + 2));
    }

    private static void flush(ByteArrayOutputStream escaped, StringBuilder text) {
        text.append(escaped.toString(StandardCharsets.UTF_8));
        escaped.reset();
    }
}
