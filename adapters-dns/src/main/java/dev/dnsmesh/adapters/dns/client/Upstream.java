package dev.dnsmesh.adapters.dns.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A server that is asked over plain DNS: an address literal and a port (client.md 14.2). */
public record Upstream(InetSocketAddress address) {
    /** {@code IPv4}, {@code IPv4:port}, {@code IPv6}, {@code [IPv6]:port}; host names and anything else give nothing. */
    public static Optional<Upstream> parse(String text, int defaultPort) {
        String host = text.trim();
        String port = "";
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            if (end < 0 || end + 1 < host.length() && host.charAt(end + 1) != ':') {
                return Optional.empty();
            }
            port = end + 1 < host.length() ? host.substring(end + 2) : "";
            if (end + 1 < host.length() && port.isEmpty()) {
                return Optional.empty();
            }
            host = host.substring(1, end);
            if (host.indexOf(':') < 0) {
                return Optional.empty();
            }
        } else if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
            port = host.substring(host.indexOf(':') + 1);
            host = host.substring(0, host.indexOf(':'));
            if (port.isEmpty()) {
                return Optional.empty();
            }
        }
        Optional<Integer> number = port.isEmpty() ? Optional.of(defaultPort) : portNumber(port);
        Optional<InetAddress> address = literal(host);
        return number.isPresent() && address.isPresent()
                ? Optional.of(new Upstream(new InetSocketAddress(address.get(), number.get())))
                : Optional.empty();
    }

    /** The address of an IPv4 or IPv6 literal; never asks a resolver. */
    static Optional<InetAddress> literal(String host) {
        boolean v6 = host.indexOf(':') >= 0 && host.matches("[0-9A-Fa-f:.]+");
        boolean v4 = host.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
        if (!v4 && !v6) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException notALiteral) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> portNumber(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    }

    /** As it is written in a configuration. */
    @Override
    public String toString() {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
