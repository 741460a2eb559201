package dev.dnsmesh.domain.json;

import java.util.OptionalLong;

/** The value of one member of an object. */
public sealed interface JsonMember {
    /** A string, escapes resolved. May hold lone surrogates, which JSON allows to be written. */
    record Text(String value) implements JsonMember {
    }

    /** A number as it was written: its precision is the reader's business. */
    record Number(String literal) implements JsonMember {
        /**
         * Its value if it is a plain integer: digits and at most a minus, neither fraction nor exponent. What lies beyond
         * 64 bits becomes {@link Long#MAX_VALUE} or {@link Long#MIN_VALUE}.
         */
        public OptionalLong plainInteger() {
            boolean negative = literal.startsWith("-");
            // counted below zero, where there is one more number
            long value = 0;
            for (int i = negative ? 1 : 0; i < literal.length(); i++) {
                int digit = literal.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return OptionalLong.empty();
                }
                value = value < (Long.MIN_VALUE + digit) / 10 ? Long.MIN_VALUE : value * 10 - digit;
            }
            return OptionalLong.of(negative ? value : value == Long.MIN_VALUE ? Long.MAX_VALUE : -value);
        }
    }

    /** {@code true}, {@code false}, {@code null}, an array or an object: well-formed, but nothing a header means. */
    enum Other implements JsonMember {
        VALUE
    }
}
