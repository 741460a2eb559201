package dev.dnsmesh.bootstrap.lifecycle;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which addresses the names of the settings stand for, and whether they are free. */
final class BindAddresses {
    private BindAddresses() {
    }

    /** Addresses, and a line for each host that has none. */
    record Resolved(List<InetAddress> addresses, List<String> complaints) {
    }

    /** @param hosts literals and names; none = every local address by itself, but multicast and link-local ones */
    static Resolved of(String variable, List<String> hosts) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        List<String> complaints = new ArrayList<>();
        if (hosts.isEmpty()) {
            try {
                NetworkInterface.networkInterfaces().filter(BindAddresses::isUp).flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLinkLocalAddress()).sorted(java.util.Comparator.comparing(InetAddress::getHostAddress))
                        .forEach(addresses::add);
            } catch (SocketException failure) {
                complaints.add(variable + ": the machine's addresses cannot be listed: " + failure.getMessage());
            }
        }
        for (String host : hosts) {
            try {
                addresses.add(InetAddress.getByName(host));
            } catch (UnknownHostException unknown) {
                complaints.add(variable + "=" + host + ": there is no such host");
            }
        }
        return new Resolved(List.copyOf(addresses), complaints);
    }

    /** A line when UDP or TCP on this address cannot be had. Port 0 is always free where the address is ours. */
    static Optional<String> tryDns(InetAddress address, int port) {
        InetSocketAddress wanted = new InetSocketAddress(address, port);
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(wanted);
        } catch (IOException failure) {
            return Optional.of(line("DMP_DNS_PORT", "DNS over UDP", wanted, failure));
        }
        return tryTcp("DMP_DNS_PORT", "DNS over TCP", wanted);
    }

    static Optional<String> tryHttp(InetAddress address, int port) {
        return tryTcp("DMP_HTTP_PORT", "HTTP", new InetSocketAddress(address, port));
    }

    static Optional<String> tryDnsTls(InetAddress address, int port) {
        return tryTcp("DMP_DNS_TLS_PORT", "DNS over TLS", new InetSocketAddress(address, port));
    }

    static Optional<String> tryHttps(InetAddress address, int port) {
        return tryTcp("DMP_HTTP_TLS_PORT", "HTTPS", new InetSocketAddress(address, port));
    }

    private static Optional<String> tryTcp(String variable, String what, InetSocketAddress wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the server will: connections of a node just stopped do not block the port
            socket.bind(wanted);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(line(variable, what, wanted, failure));
        }
    }

    private static String line(String variable, String what, InetSocketAddress wanted, IOException failure) {
        String text = String.valueOf(failure.getMessage());
        String at = what + " on " + Endpoints.text(wanted) + ": ";
        if (text.contains("Address already in use")) {
            return at + "the port is taken; stop who holds it or set " + variable;
        }
        if (text.contains("Permission denied")) {
            return at + "permission denied; ports below 1024 need CAP_NET_BIND_SERVICE";
        }
        return text.contains("assign requested address") ? at + "this machine has no such address" : at + text;
    }

    private static boolean isUp(NetworkInterface candidate) {
        try {
            return candidate.isUp();
        } catch (SocketException gone) {
            return false; // an interface that vanished while we looked is not up
        }
    }
}
