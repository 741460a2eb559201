package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.lmdbjava.Env;
import org.lmdbjava.LmdbException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes whatever has queued, runs it in one transaction in the order of arrival, commits
 * once with a sync, and only then lets the callers go: the more of them wait, the more share a sync.
 *
 * <p>A job decides first and writes last. One that fails before its first write fails alone. One that fails later spoils the
 * transaction; then the group is repeated with a transaction for each job.
 */
final class Writer implements AutoCloseable {
    /** Bounds what one transaction holds in memory, and how long its first caller waits for the others. */
    private static final int LARGEST_GROUP = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Transactions transactions;
    private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Writer(Transactions transactions) {
        this.transactions = transactions;
        thread = Thread.ofPlatform().name("lmdb-writer").daemon().start(this::work);
    }

    /** Returns when the outcome is durable, whether or not the caller is interrupted: it cannot be taken back. */
    <T> T commit(Function<WriteView, T> job) {
        Pending<T> pending = new Pending<>(job);
        queue.add(pending);
        if (closed && queue.remove(pending)) {
            throw closed();
        }
        return pending.await();
    }

    /** Runs the job in one of the next transactions, without waiting for it. A failure is logged. */
    <T> void commitSoon(Function<WriteView, T> job) {
        Pending<T> pending = new Pending<>(job);
        pending.outcome.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("a write that nobody waits for was lost: {}", failure.getMessage());
            }
        });
        queue.add(pending);
        if (closed && queue.remove(pending)) {
            throw closed();
        }
    }

    private void work() {
        List<Pending<?>> group = new ArrayList<>();
        try {
            while (!(closed && queue.isEmpty())) {
                group.add(queue.take());
                queue.drainTo(group, LARGEST_GROUP - 1);
                commit(group);
                group.forEach(Pending::complete);
                group.clear();
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        } finally {
            // also when an Error ends this thread: nobody may wait for ever
            closed = true;
            queue.drainTo(group);
            group.forEach(pending -> pending.failUnlessDone(closed()));
        }
    }

    private void commit(List<Pending<?>> group) {
        if (!commitTogether(group)) {
            for (Pending<?> alone : group) {
                commitTogether(List.of(alone));
            }
        }
    }

    /** @return false where the group has to be repeated one by one; nothing was written then */
    private boolean commitTogether(List<Pending<?>> group) {
        try (Transactions.Open open = transactions.begin()) {
            for (Pending<?> pending : group) {
                if (!pending.run(open.view())) {
                    return group.size() == 1;
                }
            }
            open.commit();
            return true;
        } catch (Env.MapFullException full) {
            // what ran short at the commit may be enough for some of them
            group.forEach(pending -> pending.fail(Failures.translate(full)));
            return group.size() == 1;
        } catch (LmdbException failure) {
            group.forEach(pending -> pending.fail(Failures.translate(failure)));
            return true;
        }
    }

    private static StorageUnavailable closed() {
        return new StorageUnavailable("the storage is closed");
    }

    /** Commits what was accepted, then ends. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture<Void> last = new CompletableFuture<>();
        queue.add(new Pending<>(view -> last.complete(null)));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A job and its caller. */
    private static final class Pending<T> {
        private final Function<WriteView, T> job;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private Runnable completion = () -> { };

        Pending(Function<WriteView, T> job) {
            this.job = job;
        }

        /** @return false where the job failed after it had written */
        boolean run(WriteView view) {
            long before = view.writes();
            try {
                T result = job.apply(view);
                completion = () -> outcome.complete(result);
                return true;
            } catch (LmdbException failure) {
                fail(Failures.translate(failure));
            } catch (RuntimeException failure) {
                // whatever it is, it belongs to the caller and must not end the writer
                fail(failure);
            }
            return view.writes() == before;
        }

        void fail(RuntimeException failure) {
            completion = () -> outcome.completeExceptionally(failure);
        }

        void failUnlessDone(RuntimeException failure) {
            outcome.completeExceptionally(failure);
        }

        void complete() {
            completion.run();
        }

        T await() {
            try {
                return outcome.join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw failed;
            }
        }
    }
}
