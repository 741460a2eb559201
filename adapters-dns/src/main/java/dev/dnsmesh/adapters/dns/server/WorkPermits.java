package dev.dnsmesh.adapters.dns.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests are worked on at once, UDP and TCP together ({@code DMP_DNS_MAX_CONCURRENCY}); UPDATEs hold three
 * quarters at most (dns.md 10.13).
 */
final class WorkPermits {
    private final int total;
    private final int forUpdates;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger heldByUpdates = new AtomicInteger();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    WorkPermits(int total) {
        this.total = total;
        this.forUpdates = Math.max(1, total * 3 / 4);
    }

    boolean tryAcquire() {
        return tryCount(held, total);
    }

    /** Turns a held permit into that of an UPDATE; on false it is still held as it was. */
    boolean tryTurnIntoUpdate() {
        return tryCount(heldByUpdates, forUpdates);
    }

    void release() {
        held.decrementAndGet();
        wakeOne();
    }

    /** @param update it had been turned into that of an UPDATE */
    void release(boolean update) {
        if (update) {
            heldByUpdates.decrementAndGet();
        }
        release();
    }

    /** Runs {@code retry} on the thread that releases the next permit. It asks again, and may find none. */
    void whenReleased(Runnable retry) {
        waiting.add(retry);
    }

    void forget(Runnable retry) {
        waiting.remove(retry);
    }

    int held() {
        return held.get();
    }

    private void wakeOne() {
        if (!waiting.isEmpty()) {
            Runnable retry = waiting.poll();
            if (retry != null) {
                retry.run();
            }
        }
    }

    private static boolean tryCount(AtomicInteger counter, int limit) {
        int count = counter.get();
        while (count < limit) {
            if (counter.compareAndSet(count, count + 1)) {
                return true;
            }
            count = counter.get();
        }
        return false;
    }
}
