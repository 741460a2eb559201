package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.port.out.HostResolver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Literal, pool, system where allowed, then the name servers of a split host (client.md 7.4). */
public final class PooledHostResolver implements HostResolver {
    private final Optional<ResolverPool> pool;
    private final boolean systemFallback;

    /**
     * @param pool           empty = the system's resolvers alone
     * @param systemFallback ask the system too where the pool finds nothing ({@code DMP_ALLOW_SYSTEM_DNS_FALLBACK})
     */
    public PooledHostResolver(Optional<ResolverPool> pool, boolean systemFallback) {
        this.pool = pool;
        this.systemFallback = systemFallback;
    }

    @Override
    public List<InetAddress> addressesOf(String host) {
        if (host.isEmpty() || host.indexOf('\0') >= 0) {
            return List.of();
        }
        Optional<InetAddress> literal = Upstream.literal(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        List<InetAddress> own = direct(host);
        if (!own.isEmpty()) {
            return own;
        }
        for (String server : pool.map(p -> p.nameServers(host)).orElse(List.of())) {
            List<InetAddress> addresses = direct(server);
            if (!addresses.isEmpty()) {
                return addresses;
            }
        }
        return List.of();
    }

    private List<InetAddress> direct(String host) {
        List<InetAddress> pooled = pool.map(p -> p.addresses(host)).orElse(List.of());
        return pooled.isEmpty() && (pool.isEmpty() || systemFallback) ? system(host) : pooled;
    }

    /** IPv4 first. */
    private static List<InetAddress> system(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .sorted(Comparator.comparing(a -> !(a instanceof Inet4Address))).toList();
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}
