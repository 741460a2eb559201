package dev.dnsmesh.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that start at the same moment. Platform threads: a runner that never blocks would keep a carrier from the others. */
public final class Race {
    private Race() {
    }

    /** Results in the order of the runners. */
    public static <T> List<T> run(List<? extends Callable<T>> runners) {
        CyclicBarrier start = new CyclicBarrier(runners.size());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> runner : runners) {
                running.add(threads.submit(() -> {
                    start.await();
                    return runner.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError("a runner failed", failed);
        }
    }
}
