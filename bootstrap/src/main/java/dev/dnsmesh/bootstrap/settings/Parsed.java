package dev.dnsmesh.bootstrap.settings;

/** What became of one value's text. */
sealed interface Parsed<T> {
    record Good<T>(T value) implements Parsed<T> {
    }

    /** Taken as {@code value}, which the operator should hear about. */
    record Doubtful<T>(T value, String wanted) implements Parsed<T> {
    }

    /** Not a value; {@code wanted} completes "not ...". */
    record Bad<T>(String wanted) implements Parsed<T> {
    }

    static <T> Parsed<T> of(java.util.Optional<T> value, String wanted) {
        return value.<Parsed<T>>map(Good::new).orElseGet(() -> new Bad<>(wanted));
    }
}
