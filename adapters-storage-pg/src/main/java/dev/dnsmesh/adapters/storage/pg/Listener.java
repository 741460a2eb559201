package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.TimeSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of other nodes' commits and volumes on a connection of its own, and finds out whether the database can be reached at all. A
 * connection that no longer answers is noticed within a second and the time limit, and made again and again until it holds.
 */
final class Listener implements AutoCloseable {
    private static final int QUIET_MILLIS = 500;
    private static final long PAUSE_MILLIS = 250;
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final PostgresSettings settings;
    private final Notices notices;
    private final PostgresVolumeExchange volumes;
    private final RrsetCache cache;
    private final Connections connections;
    private final TimeSource time;
    private final Optional<Presence> presence;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<Connection> current = Optional.empty();
    private long heardAt;
    private boolean lost;
    private boolean listening;

    /** @param presence of a node, that a copy must notice; empty for a copy */
    Listener(PostgresSettings settings, Notices notices, PostgresVolumeExchange volumes, RrsetCache cache, Connections connections,
             TimeSource time, Optional<Presence> presence) {
        this.settings = settings;
        this.notices = notices;
        this.volumes = volumes;
        this.cache = cache;
        this.connections = connections;
        this.time = time;
        this.presence = presence;
        heardAt = time.nanos();
        thread = Thread.ofPlatform().name("pg-listener").daemon().start(this::work);
    }

    /** Waits, not for long, until the cache is in use. */
    void awaitFirst() {
        try {
            if (!settled.await(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("nothing tells of other nodes' changes yet; queries go to the database");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (stop.getCount() > 0) {
                listening = false;
                try (Connection connection = DriverManager.getConnection(settings.url(), Connections.properties(settings))) {
                    current = Optional.of(connection);
                    listen(connection);
                } catch (SQLException failure) {
                    lost(failure);
                }
                // one that was ended is made again at once
                if (!listening) {
                    stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection channel = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN \"" + notices.channel() + "\"; LISTEN \"" + volumes.channel() + "\"");
            if (presence.isPresent()) {
                presence.get().together(statement);
            }
            // in this order: what was committed before the LISTEN is seen by whoever reads from now on
            heardAt = time.nanos();
            connections.reachable(true);
            cache.told();
            settled.countDown();
            listening = true;
            if (lost) {
                connections.renew();
                LOG.info("the database tells of changes again; the cache starts anew");
                lost = false;
            }
            while (stop.getCount() > 0) {
                hear(channel.getNotifications(QUIET_MILLIS));
                volumes.tellOn(connection, time.nanos());
                // an answer proves that the connection lives, and that no notification was on its way before
                long asked = time.nanos();
                statement.execute("SELECT 1");
                heardAt = asked;
            }
        }
    }

    private void hear(PGNotification[] heard) {
        if (heard != null) {
            for (PGNotification notification : heard) {
                if (notification.getName().equals(volumes.channel())) {
                    volumes.hear(notification.getParameter());
                } else {
                    notices.read(notification.getParameter()).ifPresentOrElse(cache::changed, cache::forget);
                }
            }
        }
    }

    private void lost(SQLException failure) {
        // the end of this connection alone says nothing about the others; no answer at all, or none to a new one, does
        if (!listening || Failures.isOfTime(failure)) {
            connections.reachable(!Failures.isUnreachable(failure));
        }
        cache.untold(heardAt);
        if (!lost && stop.getCount() > 0) {
            LOG.warn("the connection that tells of other nodes' changes is lost; cached answers are given for at most {} s: {}",
                    settings.maxStale().toSeconds(), failure.getMessage());
            lost = true;
        }
    }

    @Override
    public void close() {
        stop.countDown();
        current.ifPresent(Listener::abort);
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

    /** Ends whatever it waits for. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            LOG.debug("it was closed already", failure);
        }
    }
}
