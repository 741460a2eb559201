package dev.dnsmesh.adapters.dns.server;

import java.time.Duration;

/**
 * After what a connection is closed (dns.md 10.12).
 *
 * @param firstPrefix  accepted, and no length prefix yet
 * @param wholeMessage a message has begun and is not complete
 * @param idle         nothing in progress and nothing pending
 * @param blockedWrite the peer takes nothing of what was written
 * @param permit       a request waits for leave to be worked on
 * @param linger       all is answered and the peer has not closed its side
 */
record TcpTimeouts(Duration firstPrefix, Duration wholeMessage, Duration idle, Duration blockedWrite, Duration permit,
                   Duration linger) {
    static TcpTimeouts withIdle(Duration idle) {
        return new TcpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), idle, Duration.ofSeconds(10),
                Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
