package dev.dnsmesh.adapters.http.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value that somebody sent (RFC 8259): strict UTF-8, no extensions, the last of equal member names counts. */
public sealed interface Json {
    /** May hold lone surrogates, which escapes can write. */
    record Text(String value) implements Json {
    }

    /** A number without fraction and exponent. */
    record Whole(BigInteger value) implements Json {
    }

    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    record Members(Map<String, Json> values) implements Json {
        /** The empty object, which an absent body stands for (http.md 1.1). */
        public static final Members NONE = new Members(Map.of());

        public Members {
            values = Map.copyOf(values);
        }

        /** Empty where there is no such member, or it is null. */
        public Optional<Json> value(String name) {
            return Optional.ofNullable(values.get(name)).filter(value -> !(value instanceof Nothing));
        }

        /** The member if it is a text of one character at least. */
        public Optional<String> text(String name) {
            return values.get(name) instanceof Text(String value) && !value.isEmpty()
                    ? Optional.of(value)
                    : Optional.empty();
        }
    }

    /** {@code true}, {@code false}, or a number that is not whole. */
    record Other() implements Json {
    }

    record Nothing() implements Json {
    }

    /** Empty unless the octets are exactly one JSON value in UTF-8. */
    static Optional<Json> parse(Octets octets) {
        return octets.asUtf8().flatMap(Json::parse);
    }

    /** Empty unless the text is exactly one JSON value. */
    static Optional<Json> parse(String text) {
        try (JsonParser parser = Parsers.FACTORY.createParser(text)) {
            Json value = Parsers.value(parser, parser.nextToken());
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** The reading of a value from its tokens; depth and lengths are bounded by the parser's own limits. */
    final class Parsers {
        /** Twice what the longest request has, the names of a pull: small values take much more room than their octets. */
        private static final long MOST_TOKENS = 20_100;
        private static final int MOST_DIGITS = 100;
        private static final BigInteger BEYOND = BigInteger.TEN.pow(MOST_DIGITS);
        /** Names that strangers choose are neither interned nor remembered. */
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).maxNumberLength(Integer.MAX_VALUE).build())
                .build();

        private Parsers() {
        }

        private static Json value(JsonParser parser, JsonToken token) throws IOException {
            if (token == null) {
                throw new IOException("ends early");
            }
            return switch (token) {
                case VALUE_STRING -> new Text(parser.getText());
                case VALUE_NUMBER_INT -> new Whole(whole(parser));
                case START_ARRAY -> items(parser);
                case START_OBJECT -> members(parser);
                case VALUE_NULL -> new Nothing();
                case VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> new Other();
                case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                        throw new IOException("not a value: " + token);
            };
        }

        /** Of a number with more digits than are told apart, one that is as good: beyond every bound, with the same sign. */
        private static BigInteger whole(JsonParser parser) throws IOException {
            if (parser.getTextLength() <= MOST_DIGITS) {
                return parser.getBigIntegerValue();
            }
            return parser.getText().startsWith("-") ? BEYOND.negate() : BEYOND;
        }

        private static Json items(JsonParser parser) throws IOException {
            List<Json> values = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                values.add(value(parser, next));
            }
            return new Items(values);
        }

        private static Json members(JsonParser parser) throws IOException {
            Map<String, Json> values = new LinkedHashMap<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
                if (next != JsonToken.FIELD_NAME) {
                    throw new IOException("ends early");
                }
                String name = parser.currentName();
                values.put(name, value(parser, parser.nextToken()));
            }
            return new Members(values);
        }
    }
}
