package dev.dnsmesh.application.client.port.out;

import java.time.Duration;
import java.util.Optional;

/** The exclusive lock of a config directory, {@code client.lock} (client.md 16.5). */
public interface ClientLock {
    /** Waits up to {@code limit}; empty where another instance still holds it. */
    Optional<Held> acquire(Duration limit);

    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
