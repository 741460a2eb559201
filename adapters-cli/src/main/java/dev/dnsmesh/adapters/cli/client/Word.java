package dev.dnsmesh.adapters.cli.client;

import java.util.function.Supplier;

/**
 * A first word behind {@code dnsmesh}.
 *
 * @param command makes the object that picocli's annotations describe; asked only where the word was typed, or all are listed
 */
public record Word(String name, Supplier<Object> command) {
}
