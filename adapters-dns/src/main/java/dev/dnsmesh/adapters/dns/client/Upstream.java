package dev.dnsmesh.adapters.dns.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A server that is asked, and how (client.md 14.2, 19.5). Prints as it is written in a configuration. */
public sealed interface Upstream {
    /** Plain DNS: UDP, and TCP where an answer is cut. */
    record Plain(InetSocketAddress address) implements Upstream {
        @Override
        public String toString() {
            return UpstreamText.written(address.getAddress().getHostAddress(), address.getPort());
        }
    }

    /**
     * DNS over TLS (RFC 7858).
     *
     * @param host name or address literal that is connected to
     * @param name that the certificate must be for
     */
    record Tls(String host, int port, String name) implements Upstream {
        @Override
        public String toString() {
            return "tls://" + UpstreamText.written(host, port) + (name.equals(host) ? "" : "#" + name);
        }
    }

    /**
     * DNS over HTTPS (RFC 8484).
     *
     * @param tls  false: HTTP without TLS, to this machine alone
     * @param host name or address literal that is connected to, and that the certificate must be for
     * @param path begins with a slash
     */
    record Https(boolean tls, String host, int port, String path) implements Upstream {
        @Override
        public String toString() {
            return (tls ? "https://" : "http://") + UpstreamText.written(host, port) + path;
        }
    }

    /** {@code IPv4}, {@code IPv4:port}, {@code IPv6}, {@code [IPv6]:port}; host names and anything else give nothing. */
    static Optional<Upstream> parse(String text, int defaultPort) {
        return UpstreamText.authority(text.trim(), defaultPort)
                .flatMap(authority -> literal(authority.host()).map(ip -> new Plain(new InetSocketAddress(ip, authority.port()))));
    }

    /**
     * These and {@code tls://IP[:port]#name}, {@code tls://name[:port]}, {@code https://host[:port]/path}. Without
     * {@code #name} a certificate must be for the address itself; {@code http://} is for loopback addresses and
     * {@code localhost}.
     *
     * @param plainPort default for plain DNS
     */
    static Optional<Upstream> parseAny(String text, int plainPort) {
        return UpstreamText.parse(text.trim(), plainPort);
    }

    /** The address of an IPv4 or IPv6 literal; never asks a resolver. */
    static Optional<InetAddress> literal(String host) {
        return UpstreamText.literal(host);
    }
}
