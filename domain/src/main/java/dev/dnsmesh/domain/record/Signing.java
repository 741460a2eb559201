package dev.dnsmesh.domain.record;

import java.util.Optional;

/** What comes of signing a record. */
public sealed interface Signing {
    /** The whole value, ready to publish. */
    record Signed(String value) implements Signing {
    }

    /** Nothing was signed, because the record breaks a rule of its type; {@code reason} names it for people. */
    record Refused(String reason) implements Signing {
    }

    /** The signed value, where there is one. */
    default Optional<String> signed() {
        return switch (this) {
            case Signed(String value) -> Optional.of(value);
            case Refused _ -> Optional.empty();
        };
    }
}
