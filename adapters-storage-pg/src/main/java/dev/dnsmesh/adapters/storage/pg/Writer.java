package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one thread of this node that writes. Whatever batches have queued when the lock is got share a transaction, so that the
 * longer another node writes, the more share the lock, the round trips and the sync. Other jobs have a transaction each.
 */
final class Writer implements AutoCloseable {
    /** Bounds what one transaction holds in memory and how long its first caller waits for the others. */
    private static final int LARGEST_GROUP = 1024;
    private static final long LARGEST_OCTETS = 8L << 20;

    private final Transactions transactions;
    private final Duration patience;
    private final LinkedBlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private Optional<Job> next = Optional.empty();
    private volatile boolean closed;

    /** @param patience with what is done before */
    Writer(Transactions transactions, Duration patience) {
        this.transactions = transactions;
        this.patience = patience;
        thread = Thread.ofPlatform().name("pg-writer").daemon().start(this::work);
    }

    /** Returns when the outcome is durable. */
    Commit commit(UpdateBatch batch) {
        Job.Ticket<Commit> ticket = new Job.Ticket<>();
        submit(new Job.Batch(batch, ticket));
        return ticket.await(patience);
    }

    /** Runs the work in a transaction of its own; returns when it is durable. */
    <T> T write(Function<WriteView, T> work) {
        Job.Ticket<T> ticket = new Job.Ticket<>();
        submit(new Job.Alone<>(work, ticket));
        return ticket.await(patience);
    }

    private void submit(Job job) {
        if (closed) {
            throw closed();
        }
        queue.add(job);
        if (closed && queue.remove(job)) {
            throw closed();
        }
    }

    private void work() {
        Group group = new Group();
        try {
            while (!(closed && queue.isEmpty() && next.isEmpty())) {
                switch (take()) {
                    case Job.Alone<?> alone -> run(alone);
                    case Job.Batch batch -> {
                        next = Optional.of(batch);
                        group = new Group();
                        transactions.commit(group);
                    }
                    case Job.End _ -> { }
                }
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        } finally {
            // also when an Error ends this thread: nobody may wait for ever
            closed = true;
            group.batches.forEach(batch -> batch.ticket().fail(closed()));
            next.ifPresent(job -> job.ticket().fail(closed()));
            for (Job job = queue.poll(); job != null; job = queue.poll()) {
                job.ticket().fail(closed());
            }
        }
    }

    private <T> void run(Job.Alone<T> alone) {
        if (alone.ticket().begin()) {
            transactions.run(alone);
        }
    }

    private Job take() throws InterruptedException {
        Optional<Job> waiting = next;
        next = Optional.empty();
        return waiting.isPresent() ? waiting.get() : queue.take();
    }

    /** The batches at the head of the queue, taken when first asked for; what comes behind them is next. */
    private final class Group implements Supplier<List<Job.Batch>> {
        private final List<Job.Batch> batches = new ArrayList<>();
        private boolean gathered;

        @Override
        public List<Job.Batch> get() {
            if (!gathered) {
                gathered = true;
                gather();
            }
            return batches;
        }

        private void gather() {
            long octets = 0;
            while (next.isPresent() && next.get() instanceof Job.Batch batch) {
                if (batch.ticket().begin()) {
                    batches.add(batch);
                    octets += batch.octets();
                }
                next = batches.size() < LARGEST_GROUP && octets < LARGEST_OCTETS ? Optional.ofNullable(queue.poll()) : Optional.empty();
            }
        }
    }

    private static StorageUnavailable closed() {
        return new StorageUnavailable("the storage is closed");
    }

    /** Commits what was accepted, then ends. */
    @Override
    public void close() {
        closed = true;
        queue.add(new Job.End(new Job.Ticket<>()));
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
}
