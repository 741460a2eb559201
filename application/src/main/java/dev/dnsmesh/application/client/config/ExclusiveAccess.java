package dev.dnsmesh.application.client.config;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.ClientLock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One command at a time changes a directory (client.md 16.5). Sections of one thread nest; one instance serves a process.
 */
public final class ExclusiveAccess {
    /** How long a second instance waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClientLock lock;
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    public ExclusiveAccess(ClientLock lock) {
        this.lock = lock;
    }

    /** Runs the section while the lock is held; fails with {@code locked} where another instance keeps it. */
    public <T> ClientResult<T> during(Supplier<ClientResult<T>> section) {
        if (depth.get() > 0) {
            return nested(section);
        }
        Optional<ClientLock.Held> held = lock.acquire(PATIENCE);
        if (held.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.LOCKED,
                    "another dnsmesh uses this directory; try again when it has ended");
        }
        try (ClientLock.Held _ = held.get()) {
            return nested(section);
        }
    }

    private <T> ClientResult<T> nested(Supplier<ClientResult<T>> section) {
        depth.set(depth.get() + 1);
        try {
            return section.get();
        } finally {
            depth.set(depth.get() - 1);
        }
    }
}
