package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.domain.name.OwnerName;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a node serves.
 *
 * @param dns UDP and TCP alike
 */
public record Endpoints(List<InetSocketAddress> dns, InetSocketAddress http) {
    public Endpoints {
        dns = List.copyOf(dns);
    }

    /** {@code ready dns=HOST:PORT,... http=HOST:PORT zone=ZONE}: the one line of standard output. */
    public String readyLine(Optional<OwnerName> zone) {
        return "ready dns=" + dns.stream().map(Endpoints::text).collect(Collectors.joining(",")) + " http=" + text(http)
                + " zone=" + zone.map(OwnerName::text).orElse("-");
    }

    /** {@code 127.0.0.1:53}, {@code [::1]:53}. */
    static String text(InetSocketAddress endpoint) {
        InetAddress address = endpoint.getAddress();
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host.replaceFirst("%.*", "") + "]" : host) + ":" + endpoint.getPort();
    }
}
