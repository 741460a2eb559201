package dev.dnsmesh.adapters.dns.server;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The open connections: how many there may be in all and from one source, and which has been idle longest when room is
 * needed (dns.md 2, 10.12).
 */
final class TcpConnections {
    private static final int PER_SOURCE = 32;

    private final int limit;
    private final Set<TcpConnection> open = new HashSet<>();
    private final Map<Long, Integer> bySource = new HashMap<>();

    TcpConnections(int maxConcurrency) {
        limit = Math.max(8 * maxConcurrency, 256);
    }

    /** Makes room where it must; false where the connection has to go. */
    boolean admit(TcpConnection connection, InetAddress source) {
        Optional<TcpConnection> evicted = Optional.empty();
        synchronized (this) {
            long key = SourceKey.of(source);
            if (bySource.getOrDefault(key, 0) >= PER_SOURCE) {
                return false;
            }
            if (open.size() >= limit) {
                evicted = longestIdle();
                if (evicted.isEmpty()) {
                    return false;
                }
                // counts as gone from here on; its closing comes back to forget and finds nothing
                forget(evicted.get());
            }
            open.add(connection);
            bySource.merge(key, 1, Integer::sum);
        }
        evicted.ifPresent(TcpConnection::close);
        return true;
    }

    synchronized void forget(TcpConnection connection) {
        if (open.remove(connection)) {
            bySource.computeIfPresent(SourceKey.of(connection.source()), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized List<TcpConnection> all() {
        return List.copyOf(open);
    }

    private Optional<TcpConnection> longestIdle() {
        Optional<TcpConnection> longest = Optional.empty();
        long most = -1;
        for (TcpConnection connection : open) {
            long idle = connection.idleNanos();
            if (idle > most) {
                most = idle;
                longest = Optional.of(connection);
            }
        }
        return longest;
    }
}
