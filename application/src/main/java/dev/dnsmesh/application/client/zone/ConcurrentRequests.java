package dev.dnsmesh.application.client.zone;

import dev.dnsmesh.application.client.parallel.Parallel;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs HTTP writes a few at a time, the last one alone and only after all others succeeded (client.md 19.1). */
record ConcurrentRequests(int atOnce) {
    /** {@code request} gives the failure of one, or nothing. */
    <T> Written run(List<T> items, Function<T, Optional<ClientFailure>> request) {
        if (items.isEmpty()) {
            return new Written.Done(0, 0, "http");
        }
        int accepted = 0;
        List<T> first = items.subList(0, items.size() - 1);
        for (int from = 0; from < first.size(); from += atOnce) {
            List<Optional<ClientFailure>> outcomes = together(first.subList(from, Math.min(first.size(), from + atOnce)), request);
            for (Optional<ClientFailure> outcome : outcomes) {
                if (outcome.isPresent()) {
                    return new Written.Failed(outcome.get(), accepted);
                }
                accepted++;
            }
        }
        Optional<ClientFailure> last = request.apply(items.getLast());
        return last.isPresent() ? new Written.Failed(last.get(), accepted) : new Written.Done(items.size(), 0, "http");
    }

    private static <T> List<Optional<ClientFailure>> together(List<T> items, Function<T, Optional<ClientFailure>> request) {
        try (ExecutorService threads = Parallel.threads(items.size())) {
            List<Future<Optional<ClientFailure>>> running = items.stream()
                    .map(item -> threads.submit(() -> request.apply(item))).toList();
            List<Optional<ClientFailure>> outcomes = new ArrayList<>();
            for (Future<Optional<ClientFailure>> future : running) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", interrupted);
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a request failed otherwise than by its answer", bug);
        }
    }
}
