package dev.dnsmesh.adapters.storage.pg;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process or thread brings about. */
final class Eventually {
    private static final long BETWEEN_NANOS = 5_000_000;

    private Eventually() {
    }

    /** True as soon as it holds, false where it does not within the limit. */
    static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        return true;
    }
}
