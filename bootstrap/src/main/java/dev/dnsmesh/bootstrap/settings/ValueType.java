package dev.dnsmesh.bootstrap.settings;

import java.util.function.Function;

/**
 * How a variable's text becomes a value. The text is never blank: blank counts as unset everywhere (configuration.md 1).
 *
 * @param label as the manual calls it
 */
record ValueType<T>(String label, Function<String, Parsed<T>> parser) {
    Parsed<T> parse(String text) {
        return parser.apply(text);
    }
}
