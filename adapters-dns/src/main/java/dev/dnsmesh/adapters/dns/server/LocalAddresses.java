package dev.dnsmesh.adapters.dns.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The addresses of this host, each of which is bound by itself so that answers leave from the address that was asked. */
final class LocalAddresses {
    private LocalAddresses() {
    }

    /** Of every interface that is up, IPv4 and IPv6. Throws IllegalStateException where the system does not tell. */
    static List<InetAddress> all() {
        try {
            return NetworkInterface.networkInterfaces().filter(LocalAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses).distinct().toList();
        } catch (SocketException untold) {
            throw new IllegalStateException("the system does not tell its addresses", untold);
        }
    }

    private static boolean isUp(NetworkInterface candidate) {
        try {
            return candidate.isUp();
        } catch (SocketException gone) {
            // it went away while it was looked at
            return false;
        }
    }
}
