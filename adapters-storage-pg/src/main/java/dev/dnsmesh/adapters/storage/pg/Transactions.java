package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.update.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing transactions of this node, each under the lock of {@code node_state} from its first statement to its commit
 * (cluster.md 13.2): whoever reads after taking the lock sees everything that has a lower stamp. Used by one thread.
 */
final class Transactions {
    static final int INSTANCE_OCTETS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final long NOTABLE_LEAD_MILLIS = 5_000;
    private static final long CLOCK_TOLERANCE_MILLIS = 10_000;
    private static final int TRIES = 3;

    private final Connections connections;
    private final TsigKeyRows keys;
    private final Notices notices;
    private final Consumer<ChangedNames> onChange;
    private final TimeSource time;
    private final RandomSource random;
    private final Meter.Timer commits;
    private volatile Stamp last = Stamp.NONE;
    private final boolean trustsClock;
    private final boolean tombstones;
    private boolean leading;

    /**
     * @param tombstones  whether deletions leave any
     * @param trustsClock whether this node's clock counts although the database has another time
     * @param onChange    hears of changed names when they may be visible, before anybody is told that they are
     */
    Transactions(Connections connections, TsigKeyRows keys, Notices notices, Consumer<ChangedNames> onChange, TimeSource time,
                 RandomSource random, Meter meter, boolean trustsClock, boolean tombstones) {
        this.tombstones = tombstones;
        this.trustsClock = trustsClock;
        this.connections = connections;
        this.keys = keys;
        this.notices = notices;
        this.onChange = onChange;
        this.time = time;
        this.random = random;
        commits = meter.timer("dmp_storage_commit_seconds", "storage", PostgresStorageAdapter.ID);
    }

    /** How far the last stamp that this node saw is ahead of its clock, 0 where it is not. For any thread. */
    double leadMillis() {
        return Math.max(0, last.leadOver(time.now().toEpochMilli()));
    }

    /**
     * Commits the batches together, or one by one where the database refuses a value of some; tells every caller.
     *
     * @param gather called first under the lock, or where there was none to be had; answers the same each time
     */
    void commit(Supplier<List<Job.Batch>> gather) {
        try {
            List<Commit> outcomes = repeated(() -> commitOnce(gather));
            List<Job.Batch> group = gather.get();
            for (int i = 0; i < group.size(); i++) {
                group.get(i).ticket().complete(outcomes.get(i));
            }
        } catch (RuntimeException failure) { // belongs to the callers, whatever it is, and must not end the writer
            List<Job.Batch> group = gather.get();
            if (Failures.isOfValue(failure) && group.size() > 1) {
                group.forEach(alone -> commit(() -> List.of(alone)));
            } else {
                group.forEach(job -> job.ticket().fail(Failures.translate(failure)));
            }
        }
    }

    /** Runs the work and commits it; tells the caller. */
    <T> void run(Job.Alone<T> job) {
        try {
            job.ticket().complete(repeated(() -> runOnce(job)));
        } catch (RuntimeException failure) { // as above
            job.ticket().fail(Failures.translate(failure));
        }
    }

    private interface Attempt<T> {
        T run();
    }

    /** Distributed databases ask for another try where PostgreSQL would have waited. */
    private <T> T repeated(Attempt<T> attempt) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.run();
            } catch (RuntimeException failure) {
                if (tries == TRIES || !Failures.isOfConcurrency(failure)) {
                    throw failure;
                }
            }
        }
    }

    private List<Commit> commitOnce(Supplier<List<Job.Batch>> gather) {
        return connections.write(handle -> {
            WriteView view = begin(handle);
            List<Job.Batch> group = gather.get();
            Stamp stamp = view.state().last().next(time.now().toEpochMilli());
            GroupSnapshot snapshot = GroupSnapshot.read(view, group.stream().map(Job.Batch::batch).toList(), keys, tombstones);
            GroupWrite write = new GroupWrite(view, snapshot, stamp);
            List<Commit> outcomes = new ArrayList<>(group.size());
            group.forEach(job -> outcomes.add(write.judge(job.batch())));
            if (!write.isEmpty()) {
                write.write();
                commit(view, write.names());
            }
            return outcomes;
        });
    }

    private <T> T runOnce(Job.Alone<T> job) {
        return connections.write(handle -> {
            WriteView view = begin(handle);
            T result = job.work().apply(view);
            commit(view, new ChangedNames());
            return result;
        });
    }

    private void commit(WriteView view, ChangedNames names) {
        long start = time.nanos();
        view.finish();
        if (!names.isEmpty()) {
            notices.send(view.handle(), names);
        }
        try {
            view.handle().commit();
        } catch (RuntimeException unknown) {
            // it may be committed later, after somebody has read these names again
            notices.disown();
            throw unknown;
        } finally {
            // also where nobody knows whether it was committed
            onChange.accept(names);
        }
        last = view.state().last();
        commits.record(time.nanos() - start);
    }

    private WriteView begin(Handle handle) {
        NodeState state = NodeState.lock(handle);
        long now = time.now().toEpochMilli();
        if (state.last().needsRebase(now)) {
            rebase(handle, state, now);
            handle.begin();
            state = NodeState.lock(handle);
        }
        warnOfLead(state.last(), now);
        return new WriteView(handle, state);
    }

    private void rebase(Handle handle, NodeState state, long now) {
        demandTrueClock(handle, now);
        Stamp to = Stamp.rebased(now);
        LOG.warn("stamps are {} ms ahead of the clock, which must have been wrong; all rows are stamped anew",
                state.last().leadOver(now));
        Connections.untimed(handle, () -> {
            RecordRows.restamp(handle, to);
            TombstoneRows.restamp(handle, to);
            state.rebased(to, random.octets(INSTANCE_OCTETS)).write(handle);
            handle.commit();
        });
    }

    /** The stamps of all nodes must not be taken back because the clock of this one is slow. */
    private void demandTrueClock(Handle handle, long now) {
        long theirs = handle.createQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint").mapTo(Long.class).one();
        if (!trustsClock && Math.abs(theirs - now) > CLOCK_TOLERANCE_MILLIS) {
            throw new StorageUnavailable("the clock of this node is " + (theirs - now) + " ms behind that of the database");
        }
    }

    private void warnOfLead(Stamp stamp, long now) {
        boolean notable = stamp.leadOver(now) > NOTABLE_LEAD_MILLIS;
        if (notable && !leading) {
            LOG.warn("stamps are {} ms ahead of the clock", stamp.leadOver(now));
        }
        leading = notable;
    }
}
