package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.Replica;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Something to write, and who waits for it. */
sealed interface Job {
    Ticket<?> ticket();

    /** Shares a transaction with its neighbours. */
    record Batch(UpdateBatch batch, Ticket<Commit> ticket) implements Job {
        /** A measure of the memory that its transaction takes. */
        long octets() {
            long octets = 0;
            for (Change change : batch.changes()) {
                octets += 512 + (change instanceof Change.Add add ? add.value().length() : 0);
            }
            for (Replica replica : batch.replicas()) {
                octets += 512 + replica.value().length();
            }
            return octets;
        }
    }

    /** Has a transaction of its own; may run more than once, of which one is committed. */
    record Alone<T>(Function<WriteView, T> work, Ticket<T> ticket) implements Job {
    }

    /** Nothing; wakes who waits for a job where none will come any more. */
    record End(Ticket<Boolean> ticket) implements Job {
    }

    /** Its outcome. Whoever waits may give up only before it was begun. */
    final class Ticket<T> {
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private final AtomicBoolean settled = new AtomicBoolean();

        /** False where nobody waits any more. */
        boolean begin() {
            return settled.compareAndSet(false, true);
        }

        void complete(T result) {
            outcome.complete(result);
        }

        void fail(RuntimeException failure) {
            outcome.completeExceptionally(failure);
        }

        /** @param patience until it is begun; then its end is waited for, whether or not the caller is interrupted */
        T await(Duration patience) {
            try {
                return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                if (begin()) {
                    throw new StorageUnavailable("the database is too slow", late);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException failed) {
                throw cause(failed.getCause());
            }
            try {
                return outcome.join();
            } catch (CompletionException failed) {
                throw cause(failed.getCause());
            }
        }

        private static RuntimeException cause(Throwable failure) {
            return failure instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }
}
