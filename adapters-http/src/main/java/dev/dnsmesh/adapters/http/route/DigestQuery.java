package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.domain.sync.Cursor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query part of {@code GET /v1/sync/digest} (http.md 9, cluster.md 3). Parameters that are not known are ignored. */
sealed interface DigestQuery {
    int USUAL_LIMIT = 1_000;
    int MAX_LIMIT = 10_000;

    /** @param dated asked by the older {@code since}, which names no row */
    record Asked(Cursor after, int limit, boolean dated, boolean deletions) implements DigestQuery {
    }

    /** @param reason for the answer */
    record Refused(String reason) implements DigestQuery {
    }

    static DigestQuery of(String target) {
        Optional<String> cursor = Text.parameter(target, "cursor");
        Optional<Cursor> after = cursor.map(Cursor::parse).orElse(Optional.of(Cursor.BEGINNING));
        if (after.isEmpty()) {
            return new Refused("cursor must be '<ts>:<name>:<value_hash>'");
        }
        Optional<String> since = cursor.isPresent() ? Optional.empty() : Text.parameter(target, "since");
        if (since.isPresent() && !Text.isInteger(since.get())) {
            return new Refused("since must be an integer");
        }
        if (since.isPresent() && since.get().startsWith("-") && Text.bounded(since.get()) != 0) {
            return new Refused("since must be >= 0");
        }
        Optional<String> limit = Text.parameter(target, "limit");
        if (limit.isPresent() && !Text.isInteger(limit.get())) {
            return new Refused("limit must be an integer");
        }
        long rows = limit.map(Text::bounded).orElse((long) USUAL_LIMIT);
        if (rows <= 0) {
            return new Refused("limit must be > 0");
        }
        return new Asked(since.map(millis -> Cursor.since(Text.bounded(millis))).orElse(after.get()), (int) Math.min(rows, MAX_LIMIT), since.isPresent(),
                Text.parameter(target, "tombstones").filter("1"::equals).isPresent());
    }

    /** Reading of the text. */
    final class Text {
        private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
        private static final int LONGEST = 18;

        private Text() {
        }

        /** The first of that name; an empty one counts as absent, and one whose encoding is broken is taken as it stands. */
        private static Optional<String> parameter(String target, String name) {
            int query = target.indexOf('?');
            for (String part : target.substring(query < 0 ? target.length() : query + 1).split("&")) {
                if (part.startsWith(name + "=")) {
                    return Optional.of(decoded(part.substring(name.length() + 1))).filter(value -> !value.isEmpty());
                }
            }
            return Optional.empty();
        }

        private static String decoded(String value) {
            try {
                return URLDecoder.decode(value, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException broken) {
                return value;
            }
        }

        private static boolean isInteger(String text) {
            return INTEGER.matcher(text).matches();
        }

        /** Of many digits, the greatest of either sign that is told apart. */
        private static long bounded(String integer) {
            boolean negative = integer.startsWith("-");
            String digits = integer.substring(negative ? 1 : 0).replaceFirst("^0+(?=.)", "");
            long magnitude = digits.length() > LONGEST ? Long.MAX_VALUE : Long.parseLong(digits);
            return negative ? -magnitude : magnitude;
        }
    }
}
