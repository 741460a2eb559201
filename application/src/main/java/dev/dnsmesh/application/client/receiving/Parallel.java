package dev.dnsmesh.application.client.receiving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work on many items at a time; what they ask of the network is limited elsewhere. */
final class Parallel {
    private Parallel() {
    }

    /** The results in the order of the items; those that were interrupted are left out. */
    static <T, R> List<R> map(List<T> items, Function<T, R> work) {
        List<R> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
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
