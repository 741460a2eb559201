package dev.dnsmesh.adapters.dns.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the addresses of a server that is known by name, once it is needed. */
@FunctionalInterface
interface HostAddresses {
    /** At least one, in order of preference. */
    List<InetAddress> find() throws UnknownHostException;

    /**
     * Of a literal itself; of a name by {@code lookup}, else by the system. Once found they are kept. What a spoofed answer
     * could do is up to the check of the certificate.
     *
     * @param lookup by name; an empty list = not found
     */
    static HostAddresses of(String host, Function<String, List<InetAddress>> lookup) {
        Optional<InetAddress> literal = Upstream.literal(host);
        return literal.isPresent() ? () -> List.of(literal.get()) : new Remembered(host, lookup);
    }

    /** Looked up once. */
    final class Remembered implements HostAddresses {
        private final String host;
        private final Function<String, List<InetAddress>> lookup;
        private List<InetAddress> found = List.of();

        private Remembered(String host, Function<String, List<InetAddress>> lookup) {
            this.host = host;
            this.lookup = lookup;
        }

        @Override
        public synchronized List<InetAddress> find() throws UnknownHostException {
            if (found.isEmpty()) {
                List<InetAddress> answered = lookup.apply(host);
                found = answered.isEmpty() ? List.of(InetAddress.getAllByName(host)) : answered;
            }
            return found;
        }
    }
}
