package dev.dnsmesh.domain.record.heartbeat;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.record.Verified;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest heartbeat of every node that was heard of (heartbeat.md 11). When there are too many, those received longest ago
 * give way. Safe for use by several threads.
 */
public final class SeenNodes {
    private final int capacity;
    /** The one received longest ago first. */
    private final Map<Node, Seen> nodes = new LinkedHashMap<>();

    public SeenNodes(int capacity) {
        this.capacity = capacity;
    }

    /** What makes two heartbeats those of one node. */
    public record Node(Ed25519PublicKey operator, String endpoint) {
        public static Node of(Heartbeat heartbeat) {
            return new Node(heartbeat.operator(), heartbeat.endpoint().text());
        }
    }

    /** @param direct heard from the node's own zone, not from others */
    public record Seen(Verified<Heartbeat> heartbeat, boolean direct) {
        Heartbeat record() {
            return heartbeat.record();
        }
    }

    /** Forgets what has expired, then keeps this one, unless a newer one of its node is there. @return whether it was kept */
    public synchronized boolean add(Seen seen, Instant now) {
        nodes.values().removeIf(kept -> !kept.record().expiresAt().isAfter(now));
        Node node = Node.of(seen.record());
        Seen before = nodes.get(node);
        if (before != null && before.record().issuedAt().compareTo(seen.record().issuedAt()) > 0) {
            return false;
        }
        nodes.remove(node);
        nodes.put(node, new Seen(seen.heartbeat(), seen.direct() || before != null && before.direct()));
        if (nodes.size() > capacity) {
            nodes.remove(nodes.keySet().iterator().next());
        }
        return true;
    }

    /** Newest first, none that has expired. */
    public synchronized List<Seen> newest(int limit, Instant now) {
        return nodes.values().stream().filter(seen -> seen.record().expiresAt().isAfter(now))
                .sorted(Comparator.comparing((Seen seen) -> seen.record().issuedAt()).reversed()).limit(limit).toList();
    }

    public synchronized int size() {
        return nodes.size();
    }
}
