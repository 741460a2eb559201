package dev.dnsmesh.bootstrap.lifecycle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** Addresses as the ready line writes them. */
final class Endpoint {
    private Endpoint() {
    }

    /** {@code 127.0.0.1:5353,[::1]:5353}. */
    static String text(List<InetSocketAddress> addresses) {
        return addresses.stream().map(address -> host(address.getAddress()) + ":" + address.getPort()).collect(Collectors.joining(","));
    }

    /** IPv6 in brackets, without a scope. */
    static String host(InetAddress address) {
        if (address instanceof Inet6Address) {
            return "[" + address.getHostAddress().replaceFirst("%.*", "") + "]";
        }
        return address.getHostAddress();
    }
}
