package dev.dnsmesh.domain.rrset;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The value of a record as HTTP takes it (http.md 5.1): any text but the empty one, without quotation marks and control
 * characters, and well-formed Unicode.
 */
public final class RecordValue {
    private RecordValue() {
    }

    /** Empty where no record may have that value. */
    public static Optional<TxtValue> parse(String text) {
        boolean clean = !text.isEmpty() && text.chars().allMatch(c -> c >= 0x20 && c != '"' && c != 0x7f)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return clean ? Optional.of(TxtValue.of(text)) : Optional.empty();
    }
}
