package dev.dnsmesh.application.client.port.in;

import java.time.Duration;
import java.util.List;

/** {@code resolvers discover}: which public resolvers work from here (client.md 14.4). */
@FunctionalInterface
public interface DiscoverResolvers {
    /**
     * Fails with {@code unreachable} where none works.
     *
     * @param limit for each of them
     * @param save  puts them in the place of {@code dns_resolvers}
     */
    ClientResult<Discovered> discover(Duration limit, boolean save);

    /** In the order in which they were asked. */
    record Discovered(List<String> working, int asked, boolean saved) {
        public Discovered {
            working = List.copyOf(working);
        }
    }
}
