package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.port.out.HostResolver;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.octets.Ascii;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * By which ways the server of an UPDATE can be reached, and which one was found to work (client.md 19.5): the other ways
 * are tried on transport failures, never on account of what a server answered. Safe for concurrent use.
 */
final class NodeRoutes {
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

    private final HostResolver hosts;
    private final Supplier<HomeNode> home;
    private final SecureTransports secure;
    private final TimeSource time;
    private final Map<Target, Carrier> known = new HashMap<>();

    NodeRoutes(HostResolver hosts, Supplier<HomeNode> home, SecureTransports secure, TimeSource time) {
        this.hosts = hosts;
        this.home = home;
        this.secure = secure;
        this.time = time;
    }

    /** The ways to one server. */
    synchronized Carrier to(Target target) {
        return known.computeIfAbsent(target, this::ways);
    }

    /** To somebody else's node nothing is sent unless its name is found as client.md 7.4 says, whatever else might find it. */
    private Carrier ways(Target target) {
        HomeNode node = home.get();
        String host = Ascii.lowerCased(target.host());
        boolean own = node.is(host);
        List<Carrier> carriers = new ArrayList<>();
        Supplier<List<InetAddress>> addresses = remembered(target.host());
        NodeTransport transport = own ? node.transport() : NodeTransport.AUTO;
        if (transport == NodeTransport.AUTO || transport == NodeTransport.DNS) {
            carriers.add(Carrier.plain(target.host(), target.port(), addresses));
        }
        if (transport == NodeTransport.AUTO || transport == NodeTransport.DOT) {
            Upstream.Tls dot = new Upstream.Tls(host, own ? node.dotPort() : HomeNode.DOT_PORT, host);
            carriers.add(Carrier.secure(dot, secure.to(dot, hosts::addressesOf), "dot"));
        }
        if (transport == NodeTransport.AUTO || transport == NodeTransport.DOH) {
            Upstream.Https there = new Upstream.Https(true, host, 443, "/dns-query");
            Upstream.Https doh = own ? node.doh().orElse(there) : there;
            carriers.add(Carrier.secure(doh, secure.to(doh, hosts::addressesOf), "doh"));
        }
        Ways ways = new Ways(carriers);
        return own ? ways : message -> {
            if (addresses.get().isEmpty()) {
                throw new UnknownHostException("no address found for " + target.host());
            }
            return ways.carry(message);
        };
    }

    /** Found once: all messages of a command go to one server (client.md 7.4). */
    private Supplier<List<InetAddress>> remembered(String host) {
        List<InetAddress> found = new ArrayList<>();
        return () -> {
            synchronized (found) {
                if (found.isEmpty()) {
                    found.addAll(hosts.addressesOf(host));
                }
                return List.copyOf(found);
            }
        };
    }

    /** In the order of trying; the one that worked goes first for a while. */
    private final class Ways implements Carrier {
        private final List<Carrier> inOrder;
        private int best;
        private long bestUntil;

        Ways(List<Carrier> inOrder) {
            this.inOrder = inOrder;
        }

        @Override
        public Carried carry(byte[] message) throws IOException {
            int first = first();
            List<String> complaints = new ArrayList<>();
            for (int way : order(first)) {
                try {
                    Carried carried = inOrder.get(way).carry(message);
                    worked(way);
                    return carried;
                } catch (IOException failed) {
                    complaints.add(failed.getMessage());
                }
            }
            throw new IOException(complaints.isEmpty() ? "node_transport leaves no way for DNS UPDATE" : String.join("; ", complaints));
        }

        private List<Integer> order(int first) {
            List<Integer> order = new ArrayList<>();
            for (int way = 0; way < inOrder.size(); way++) {
                order.add(way == first ? 0 : order.size(), way);
            }
            return order;
        }

        private synchronized int first() {
            return time.nanos() - bestUntil < 0 ? best : 0;
        }

        private synchronized void worked(int way) {
            best = way;
            bestUntil = time.nanos() + REMEMBERED_NANOS;
        }
    }
}
