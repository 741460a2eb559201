package dev.dnsmesh.adapters.http.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.dnsmesh.domain.sync.ReceivedEntry;
import dev.dnsmesh.domain.sync.ReceivedPage;
import dev.dnsmesh.domain.sync.ReceivedRow;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads what a peer answers (cluster.md 4, 5), token by token: an answer may have ten thousand rows. Whatever stands where
 * something else was expected counts as absent; what is no JSON object with a list {@code records} is no answer.
 */
final class PeerAnswers {
    /** What a digest is asked for at most, and more than a pull brings. */
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_ROWS = 200_000;
    private static final int INSTANCE_DIGITS = 32;
    private static final int MOST_DEPTH = 64;
    private static final int LONG_BITS = 63;
    private static final JsonFactory FACTORY = JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).maxStringLength(1 << 20).build()).build();

    private PeerAnswers() {
    }

    /** The members of one object that hold a text, a whole number or a truth value. */
    private record Members(Map<String, Object> values, boolean object) {
        Optional<String> text(String name) {
            return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        OptionalLong whole(String name) {
            return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
        }

        boolean isTrue(String name) {
            return Boolean.TRUE.equals(values.get(name));
        }

        boolean isAbsentOr(String name, Class<?> type) {
            return !values.containsKey(name) || type.isInstance(values.get(name));
        }
    }

    static Optional<ReceivedPage> page(InputStream json) {
        return read(json, MOST_ENTRIES, answer -> {
            Optional<String> instance = answer.head.text("instance").filter(PeerAnswers::isInstance);
            return new ReceivedPage(answer.records.stream().map(PeerAnswers::entry).toList(), answer.head.isTrue("has_more"),
                    answer.head.text("next_cursor"), answer.head.isTrue("tombstones"), instance);
        });
    }

    static Optional<List<ReceivedRow>> rows(InputStream json) {
        return read(json, MOST_ROWS, answer -> answer.records.stream().flatMap(row -> row(row).stream()).toList());
    }

    private static Optional<ReceivedRow> row(Members row) {
        Optional<String> name = row.text("name");
        Optional<String> value = row.text("value");
        OptionalLong ttl = row.whole("ttl");
        return name.isEmpty() || value.isEmpty() || ttl.isEmpty() ? Optional.empty()
                : Optional.of(new ReceivedRow(name.get(), value.get(), ttl.getAsLong()));
    }

    /** {@code wire} of an answer to the question for the manifest. */
    static Optional<String> wire(InputStream json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? members(parser).text("wire") : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static ReceivedEntry entry(Members entry) {
        if (!entry.object) {
            return ReceivedEntry.NONSENSE;
        }
        boolean sound = entry.isAbsentOr("deleted", Boolean.class) && entry.isAbsentOr("pub", Long.class) && entry.isAbsentOr("del", Long.class);
        return new ReceivedEntry(entry.text("name"), entry.text("hash"), entry.whole("ts"), entry.whole("ttl"), entry.whole("pub"),
                entry.isTrue("deleted"), entry.whole("del"), sound);
    }

    private static boolean isInstance(String text) {
        return text.length() == INSTANCE_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private record Answer(Members head, List<Members> records) {
    }

    private static <T> Optional<T> read(InputStream json, int mostRows, Function<Answer, T> of) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<List<Members>> records = Optional.empty();
            Map<String, Object> head = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("records")) {
                    records = Optional.of(list(parser, mostRows));
                } else {
                    scalar(parser).ifPresent(value -> head.put(name, value));
                }
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole ? records.map(list -> of.apply(new Answer(new Members(head, true), list))) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static List<Members> list(JsonParser parser, int most) throws IOException {
        List<Members> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null || list.size() == most) {
                throw new IOException("the list has no end, or none in sight");
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                list.add(members(parser));
            } else {
                parser.skipChildren();
                list.add(new Members(Map.of(), false));
            }
        }
        return list;
    }

    private static Members members(JsonParser parser) throws IOException {
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            // of the wrong type is not absent: it is told by a value of a type that nobody asks for
            values.put(name, scalar(parser).orElse('?'));
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("ends early");
        }
        return new Members(values, true);
    }

    /** The value at which the parser stands; anything else than these is passed over. */
    private static Optional<Object> scalar(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("ends early");
        }
        if (token == JsonToken.VALUE_STRING) {
            return Optional.of(parser.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            BigInteger number = parser.getBigIntegerValue();
            return Optional.of(number.bitLength() <= LONG_BITS ? number.longValue() : number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return Optional.of(token == JsonToken.VALUE_TRUE);
        }
        parser.skipChildren();
        return Optional.empty();
    }
}
