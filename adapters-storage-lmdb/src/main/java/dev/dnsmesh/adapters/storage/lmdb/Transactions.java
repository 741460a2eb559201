package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.rrset.Stamp;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the writing transactions of the one thread that has them, each with its stamp (cluster.md 13.2). */
final class Transactions {
    static final int INSTANCE_OCTETS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final long NOTABLE_LEAD_MILLIS = 5_000;

    private final Env<ByteBuffer> env;
    private final Tables tables;
    private final TimeSource time;
    private final RandomSource random;
    private final long largest;
    private final int pageSize;
    private final Meter.Timer commits;
    private final Scratch scratch = new Scratch();
    private volatile Stamp last;
    private boolean leading;

    /**
     * @param last    stamp of the last transaction of the store
     * @param largest octets of pages in use beyond which nothing may be added
     */
    Transactions(Env<ByteBuffer> env, Tables tables, TimeSource time, RandomSource random, Meter meter, Stamp last,
                 long largest) {
        this.env = env;
        this.tables = tables;
        this.time = time;
        this.random = random;
        this.last = last;
        this.largest = largest;
        pageSize = env.stat().pageSize;
        commits = meter.timer("dmp_storage_commit_seconds", "storage", LmdbStorage.ID);
    }

    /** How far the last stamp is ahead of the clock now, 0 where it is not. For any thread. */
    double leadMillis() {
        return Math.max(0, last.leadOver(time.now().toEpochMilli()));
    }

    /** To be closed by the same thread before the next one begins. */
    Open begin() {
        long now = time.now().toEpochMilli();
        if (last.needsRebase(now)) {
            rebase(now);
        }
        warnOfLead(now);
        return new Open(last.next(now));
    }

    private void rebase(long now) {
        Stamp to = Stamp.rebased(now);
        LOG.warn("stamps are {} ms ahead of the clock, which must have been wrong; all rows are stamped anew",
                last.leadOver(now));
        try (Open open = new Open(to)) {
            RecordRows.restamp(open.view, to);
            MetaTable.putInstance(open.view, random.octets(INSTANCE_OCTETS));
            open.view.useStamp();
            open.commit();
        }
    }

    private void warnOfLead(long now) {
        boolean notable = last.leadOver(now) > NOTABLE_LEAD_MILLIS;
        if (notable && !leading) {
            LOG.warn("stamps are {} ms ahead of the clock", last.leadOver(now));
        }
        leading = notable;
    }

    /** Open from construction to {@link #close}; undone unless committed. */
    final class Open implements AutoCloseable {
        private final Txn<ByteBuffer> txn = env.txnWrite();
        private final WriteView view;

        Open(Stamp stamp) {
            view = new WriteView(tables, txn, scratch, stamp, this::isFull);
        }

        WriteView view() {
            return view;
        }

        private boolean isFull() {
            // the file may be longer than what is in use, never shorter
            return env.info().lastPageNumber * pageSize >= largest && tables.octetsInUse(txn) >= largest;
        }

        /** Durable when it returns. Costs nothing where nothing was written. */
        void commit() {
            if (view.writes() == 0) {
                return;
            }
            long start = time.nanos();
            Optional<Stamp> fresh = view.lastStamp();
            fresh.ifPresent(stamp -> MetaTable.putLastStamp(view, stamp));
            txn.commit();
            fresh.ifPresent(stamp -> last = stamp);
            commits.record(time.nanos() - start);
        }

        @Override
        public void close() {
            txn.close();
        }
    }
}
