package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.StorageSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.LmdbNativeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open environment, and when it may be used: nothing of LMDB is touched after {@link #close}, which first ends the
 * writer and waits for every reader. (A read after the map is gone would end the process.)
 */
final class LmdbEnvironment implements AutoCloseable {
    /** Beyond what may be filled: room to copy pages in when everything else is full, so that rows can be deleted. */
    private static final long HEADROOM = 256L << 20;
    private static final long SMALLEST_MAP = 1L << 30;
    private static final int RRSET_READERS = 192;
    private static final int SPARE_SLOTS = 16;
    /** Whoever opens the environment first decides for all that have it open together. */
    static final int MOST_READERS = ReadSlots.COUNT + RRSET_READERS + SPARE_SLOTS;
    private static final int OWNER_ONLY = 0600;
    private static final int ENOMEM = 12;
    private static final Logger LOG = LoggerFactory.getLogger(LmdbEnvironment.class);

    private final DirectoryLock lock;
    private final Env<ByteBuffer> env;
    private final Tables tables;
    private final ReadSlots slots;
    private final Writer writer;
    private final Semaphore rrsetReaders = new Semaphore(RRSET_READERS);
    private final Set<LmdbRrsetReader> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param doubtful whether the file may lack pages */
    private LmdbEnvironment(DirectoryLock lock, Env<ByteBuffer> env, StorageSettings settings, long largest, boolean doubtful) {
        this.lock = lock;
        this.env = env;
        tables = new Tables(env);
        slots = new ReadSlots(env, tables);
        forgetDeadReaders();
        demandKnownSchema();
        if (doubtful) {
            slots.read(view -> {
                FileEnd.demandRows(view);
                return true;
            });
        }
        long room = Math.min(largest, env.info().mapSize - HEADROOM);
        Transactions transactions = new Transactions(env, tables, settings.time(), settings.random(), settings.meter(),
                slots.read(MetaTable::lastStamp), room);
        int schema = slots.read(MetaTable::schema);
        if (schema < MetaTable.SCHEMA) {
            bringUp(schema, transactions, settings);
        }
        settings.meter().gauge("dmp_sync_clock_lead_ms", transactions::leadMillis);
        settings.meter().gauge("dmp_storage_used_bytes", () -> slots.read(view -> tables.octetsInUse(view.txn)));
        settings.meter().gauge("dmp_storage_capacity_bytes", () -> room);
        writer = new Writer(transactions);
    }

    /**
     * Gives back what a process held that was killed while it read, a backup for instance: as long as it does, no page is used
     * again, and the file grows with everything that is written.
     *
     * @return how many there were
     */
    int forgetDeadReaders() {
        return slots.read(view -> env.readerCheck());
    }

    private void demandKnownSchema() {
        int schema = slots.read(MetaTable::schema);
        if (schema > MetaTable.SCHEMA) {
            throw new StorageCorrupt("the LMDB store was written by a newer version (schema " + schema
                    + ", this version knows " + MetaTable.SCHEMA + "): start that version, or restore a backup");
        }
    }

    /** Of an older store nothing has to be rewritten: it lacks tables, which were made when it was opened. */
    private static void bringUp(int schema, Transactions transactions, StorageSettings settings) {
        try (Transactions.Open open = transactions.begin()) {
            MetaTable.putSchema(open.view(), MetaTable.SCHEMA);
            if (schema == 0) {
                MetaTable.putInstance(open.view(), settings.random().octets(Transactions.INSTANCE_OCTETS));
            }
            open.commit();
        }
    }

    /**
     * @param directory exists, a real path
     * @param largest   octets of data beyond which nothing may be added
     */
    static LmdbEnvironment open(Path directory, StorageSettings settings, long largest) {
        DirectoryLock lock = DirectoryLock.take(directory);
        Env<ByteBuffer> env = null;
        boolean opened = false;
        try {
            env = map(directory, largest);
            LmdbEnvironment environment = new LmdbEnvironment(lock, env, settings, largest, FileEnd.mend(env, directory));
            opened = true;
            return environment;
        } catch (IOException unusable) {
            throw new StorageUnavailable("cannot use the storage directory " + directory + ": " + Failures.reason(unusable), unusable);
        } catch (LmdbException failure) {
            throw Failures.translate(failure, directory);
        } finally {
            if (!opened) {
                if (env != null) {
                    env.close();
                }
                lock.close();
            }
        }
    }

    /** Reserves what it may ever need; where the system does not give that much address space, the half, and so on. */
    private static Env<ByteBuffer> map(Path directory, long largest) {
        long size = largest + HEADROOM;
        while (true) {
            try {
                Env<ByteBuffer> env = Env.create().setMapSize(size).setMaxDbs(Tables.MAX)
                        .setMaxReaders(MOST_READERS)
                        .open(directory.toFile(), OWNER_ONLY, EnvFlags.MDB_NOTLS);
                LOG.info("LMDB in {}: every commit is synced, room for {} MiB", directory, (size - HEADROOM) >> 20);
                return env;
            } catch (LmdbNativeException refused) {
                if (refused.getResultCode() != ENOMEM || size / 2 < SMALLEST_MAP) {
                    throw refused;
                }
                LOG.debug("no {} MiB of address space", size >> 20, refused);
                size /= 2;
            }
        }
    }

    /** Runs the job in the next writing transaction; returns when it is durable. */
    <T> T write(Function<WriteView, T> job) {
        return writer.commit(job);
    }

    /** Runs the job in one of the next writing transactions and does not wait. */
    <T> void writeSoon(Function<WriteView, T> job) {
        writer.commitSoon(job);
    }

    <T> T read(Function<ReadView, T> work) {
        return slots.read(work);
    }

    /** Empty where it would have to wait. */
    <T> Optional<T> tryRead(Function<ReadView, T> work) {
        return slots.tryRead(work);
    }

    RrsetReader reader() {
        if (!rrsetReaders.tryAcquire()) {
            throw new StorageUnavailable("more than " + RRSET_READERS + " readers of RRsets are open");
        }
        boolean made = false;
        try {
            RrsetReader reader = slots.read(view -> {
                // made while a slot is held: close waits for it, and then finds the reader in the set
                LmdbRrsetReader open = new LmdbRrsetReader(tables, env.txnRead(), this::forget);
                readers.add(open);
                return open;
            });
            made = true;
            return reader;
        } finally {
            if (!made) {
                rrsetReaders.release();
            }
        }
    }

    private void forget(LmdbRrsetReader reader) {
        readers.remove(reader);
        rrsetReaders.release();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        writer.close();
        slots.close();
        readers.forEach(LmdbRrsetReader::close);
        env.close();
        lock.close();
    }
}
