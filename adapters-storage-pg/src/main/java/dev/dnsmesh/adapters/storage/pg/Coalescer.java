package dev.dnsmesh.adapters.storage.pg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Look-ups that wait at the same time share a statement. Each is answered by a statement that began after it was asked for,
 * so that it sees whatever was committed before.
 */
final class Coalescer<K, V> {
    private static final int LARGEST = 500;

    private final int statements;
    private final Function<List<K>, List<V>> load;
    private final ConcurrentLinkedQueue<Request<K, V>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    private record Request<K, V>(K key, CompletableFuture<V> value) {
    }

    /**
     * @param statements at once, at most
     * @param load       answers keys in their order
     */
    Coalescer(int statements, Function<List<K>, List<V>> load) {
        this.statements = statements;
        this.load = load;
    }

    /** Blocks until the value is there. */
    V load(K key) {
        Request<K, V> request = new Request<>(key, new CompletableFuture<>());
        queue.add(request);
        if (begin()) {
            run();
        }
        try {
            return request.value.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private boolean begin() {
        int now = running.get();
        while (now < statements) {
            if (running.compareAndSet(now, now + 1)) {
                return true;
            }
            now = running.get();
        }
        return false;
    }

    /** Answers who waits, once; others go on where more have come meanwhile. */
    private void run() {
        List<Request<K, V>> batch = new ArrayList<>();
        for (Request<K, V> request = queue.poll(); request != null;
                request = batch.size() < LARGEST ? queue.poll() : null) {
            batch.add(request);
        }
        if (!batch.isEmpty()) {
            answer(batch);
        }
        running.decrementAndGet();
        if (!queue.isEmpty() && begin()) {
            Thread.ofVirtual().name("pg-look-up").start(this::run);
        }
    }

    private void answer(List<Request<K, V>> batch) {
        try {
            List<V> values = load.apply(batch.stream().map(Request::key).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).value.complete(values.get(i));
            }
        } catch (RuntimeException failure) { // each caller gets it
            batch.forEach(request -> request.value.completeExceptionally(failure));
        } finally {
            // an Error must not leave anybody waiting
            batch.forEach(request -> request.value.cancel(false));
        }
    }
}
