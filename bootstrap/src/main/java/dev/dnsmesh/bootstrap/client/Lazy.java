package dev.dnsmesh.bootstrap.client;

import java.util.Optional;
import java.util.function.Supplier;

/** Made when first asked for, and once. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> making;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> making) {
        this.making = making;
    }

    @Override
    public synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(making.get());
        }
        return made.get();
    }

    /** What was made, if anything was. */
    synchronized Optional<T> made() {
        return made;
    }
}
