package dev.dnsmesh.application.client.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * Work done beside other work. On threads of the operating system: for a virtual thread that waits at a socket the JVM keeps a
 * poller, which stays in native code, and when the program ends the JVM waits 300 ms for that.
 */
public final class Parallel {
    /** What a pass may have in flight (client.md 19.3); more threads would only queue. */
    public static final int AT_ONCE = 16;

    private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().name("client-", 0).factory();

    private Parallel() {
    }

    /** Runs it beside what the caller does next, and lets nobody wait for it. */
    public static void start(Runnable work) {
        THREADS.newThread(work).start();
    }

    /** For {@code tasks} pieces of work, 16 at a time. Closing it waits for all of them. */
    public static ExecutorService threads(int tasks) {
        return Executors.newFixedThreadPool(Math.clamp(tasks, 1, AT_ONCE), THREADS);
    }

    /** The results in the order of the items; those that were interrupted are left out. */
    public static <T, R> List<R> map(List<T> items, Function<T, R> work) {
        List<R> results = new ArrayList<>();
        try (ExecutorService threads = threads(items.size())) {
            List<Future<R>> running = items.stream().map(item -> threads.submit(() -> work.apply(item))).toList();
            for (Future<R> future : running) {
                results.add(future.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException unchecked ? unchecked
                    : new IllegalStateException("a part of a pass failed", failed.getCause());
        }
        return results;
    }
}
