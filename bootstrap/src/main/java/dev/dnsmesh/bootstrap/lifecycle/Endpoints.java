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
 * @param dns   UDP and TCP alike
 * @param dot   DNS over TLS; nowhere where it is off
 * @param https empty where it is off
 */
public record Endpoints(List<InetSocketAddress> dns, InetSocketAddress http, List<InetSocketAddress> dot, Optional<InetSocketAddress> https) {
    public Endpoints {
        dns = List.copyOf(dns);
        dot = List.copyOf(dot);
    }

    /**
     * {@code ready dns=HOST:PORT,... http=HOST:PORT zone=ZONE}: the one line of standard output. Where there are listeners
     * under TLS, {@code dot=HOST:PORT,...} and {@code https=HOST:PORT} follow.
     */
    public String readyLine(Optional<OwnerName> zone) {
        return "ready dns=" + texts(dns) + " http=" + text(http) + " zone=" + zone.map(OwnerName::text).orElse("-")
                + (dot.isEmpty() ? "" : " dot=" + texts(dot)) + https.map(endpoint -> " https=" + text(endpoint)).orElse("");
    }

    private static String texts(List<InetSocketAddress> endpoints) {
        return endpoints.stream().map(Endpoints::text).collect(Collectors.joining(","));
    }

    /** {@code 127.0.0.1:53}, {@code [::1]:53}. */
    static String text(InetSocketAddress endpoint) {
        InetAddress address = endpoint.getAddress();
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host.replaceFirst("%.*", "") + "]" : host) + ":" + endpoint.getPort();
    }
}
