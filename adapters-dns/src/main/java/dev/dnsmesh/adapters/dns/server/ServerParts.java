package dev.dnsmesh.adapters.dns.server;

import java.util.concurrent.atomic.AtomicBoolean;

/** What the sockets of one running server share. */
record ServerParts(DnsServices services, LoopHandlers loops, Workers workers, WorkPermits permits,
                   SourceAdmission udpSources, SourceAdmission tcpSources, TcpConnections connections,
                   AtomicBoolean stopping) {
    /** No new work is taken. */
    boolean isStopping() {
        return stopping.get();
    }
}
