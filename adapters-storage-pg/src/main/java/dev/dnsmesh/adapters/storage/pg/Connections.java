package dev.dnsmesh.adapters.storage.pg;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The ways to the database: a pool for reading, one connection for writing, so that readers never keep the writer waiting.
 * Every statement has a time limit on the server and a later one on the socket.
 */
final class Connections implements AutoCloseable {
    private static final int UNTIMED_MILLIS = 3_600_000;

    private final HikariDataSource readers;
    private final HikariDataSource writer;
    private final Jdbi reading;
    private final Jdbi writing;
    private volatile boolean reachable = true;
    private volatile boolean closed;

    private Connections(PostgresSettings settings) {
        readers = pool(settings, "pg-read", settings.pool(), "");
        try {
            writer = pool(settings, "pg-write", 1, "SET synchronous_commit = " + settings.synchronousCommit());
        } catch (RuntimeException failure) {
            readers.close();
            throw failure;
        }
        reading = Jdbi.create(readers);
        writing = Jdbi.create(writer);
    }

    /** @throws StorageUnavailable where there is no way in */
    static Connections open(PostgresSettings settings) {
        try {
            return new Connections(settings);
        } catch (HikariPool.PoolInitializationException failure) {
            throw Failures.translate(failure);
        }
    }

    /** For connections outside the pools too. */
    static Properties properties(PostgresSettings settings) {
        long seconds = settings.timeout().toSeconds();
        Properties properties = new Properties();
        settings.credentials(user -> properties.setProperty("user", user), password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "dnsmesh-node");
        properties.setProperty("connectTimeout", String.valueOf(seconds));
        properties.setProperty("loginTimeout", String.valueOf(seconds + 1));
        // after the server's own limit, which leaves the connection usable
        properties.setProperty("socketTimeout", String.valueOf(seconds + 1));
        properties.setProperty("cancelSignalTimeout", String.valueOf(seconds));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private static HikariDataSource pool(PostgresSettings settings, String name, int size, String session) {
        long millis = settings.timeout().toMillis();
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(properties(settings));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(millis);
        config.setValidationTimeout(Math.max(250, millis / 2));
        // Every look-up is by an index. A plan made while a table was small must not scan it when it has grown.
        config.setConnectionInitSql("SET statement_timeout = " + millis + "; SET lock_timeout = " + millis
                + "; SET idle_in_transaction_session_timeout = " + 2 * millis
                + "; SET jit = off; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; "
                + session);
        return new HikariDataSource(config);
    }

    /**
     * Whether anything answers there at all, as the one who tries again and again found out. While it does not, nobody else
     * waits for it.
     */
    void reachable(boolean yes) {
        reachable = yes;
    }

    /** Connections that were made before now are not used again: the server they lead to is gone. */
    void renew() {
        evict(readers);
        evict(writer);
    }

    /** Runs statements that change nothing and each see their own state; again where a connection turns out to be dead. */
    <T> T read(Function<Handle, T> work) {
        try {
            return attempt(work);
        } catch (RuntimeException failure) {
            if (!Failures.isOfConnection(failure) || !reachable || closed) {
                throw Failures.translate(failure);
            }
        }
        try {
            return attempt(work);
        } catch (RuntimeException failure) {
            throw Failures.translate(failure);
        }
    }

    /** Runs statements in one transaction without the lock, for what needs no order. */
    <T> T transact(Function<Handle, T> work) {
        try {
            return attempt(handle -> handle.inTransaction(work::apply));
        } catch (RuntimeException failure) {
            throw Failures.translate(failure);
        }
    }

    private <T> T attempt(Function<Handle, T> work) {
        demandReachable();
        try (Handle handle = reading.open()) {
            return work.apply(handle);
        } catch (RuntimeException failure) {
            dropIfStandby(failure, readers);
            throw failure;
        }
    }

    /**
     * Runs work in a transaction, which it commits itself or leaves to be undone; for one thread at a time. Failures are the
     * driver's own, not translated.
     */
    <T> T write(Function<Handle, T> work) {
        demandReachable();
        try (Handle handle = writing.open()) {
            handle.begin();
            return undoneUnlessCommitted(handle, work);
        } catch (RuntimeException failure) {
            dropIfStandby(failure, writer);
            throw failure;
        }
    }

    private static <T> T undoneUnlessCommitted(Handle handle, Function<Handle, T> work) {
        try {
            T result = work.apply(handle);
            if (handle.isInTransaction()) {
                handle.rollback();
            }
            return result;
        } catch (RuntimeException failure) {
            try {
                handle.rollback();
            } catch (RuntimeException lost) { // the connection; then the server undoes it
                failure.addSuppressed(lost);
            }
            throw failure;
        }
    }

    /** Runs work that may take as long as it takes, in the transaction that is open. */
    static void untimed(Handle handle, Runnable work) {
        handle.execute("SET LOCAL statement_timeout = 0");
        Connection connection = handle.getConnection();
        try {
            int limit = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, UNTIMED_MILLIS);
            try {
                work.run();
            } finally {
                connection.setNetworkTimeout(Runnable::run, limit);
            }
        } catch (SQLException failure) {
            throw new StorageUnavailable("PostgreSQL: " + failure.getMessage(), failure);
        }
    }

    private void demandReachable() {
        if (closed) {
            throw new StorageUnavailable("the storage is closed");
        }
        if (!reachable) {
            throw new StorageUnavailable("PostgreSQL does not answer");
        }
    }

    private static void dropIfStandby(RuntimeException failure, HikariDataSource source) {
        if (Failures.isReadOnly(failure)) {
            evict(source);
        }
    }

    private static void evict(HikariDataSource source) {
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        if (pool != null) {
            pool.softEvictConnections();
        }
    }

    @Override
    public void close() {
        closed = true;
        readers.close();
        writer.close();
    }
}
