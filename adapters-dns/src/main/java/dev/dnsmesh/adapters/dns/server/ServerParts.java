package dev.dnsmesh.adapters.dns.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the sockets of one running server share. */
record ServerParts(DnsServices services, LoopHandlers loops, Workers workers, WorkPermits permits,
                   TcpConnections connections, TcpTimeouts timeouts, Optional<TlsFront> tls, AtomicBoolean stopping) {
    /** Takes a token of the source's bucket for UDP; false where none is left. */
    boolean admitsDatagram(InetAddress source) {
        return services.guards().udpSources().admits(source.getAddress(), services.time().nanos());
    }

    /** The same for TCP. */
    boolean admitsStream(InetAddress source) {
        return services.guards().tcpSources().admits(source.getAddress(), services.time().nanos());
    }

    /** No new work is taken. */
    boolean isStopping() {
        return stopping.get();
    }
}
