package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.domain.octets.Octets;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * How the server is reached and what it grants (dns.md 1, 10).
 *
 * @param addresses      bound exactly; empty, or a wildcard among them = every address of this host, each by itself
 * @param port           of UDP and TCP; 0 = the kernel picks
 * @param maxConcurrency requests worked on at once
 * @param ednsBuffer     largest UDP payload in octets, 512..4096
 * @param tcpIdle        after which a silent connection is closed
 * @param maxFudge       seconds that bound the fudge of TSIGs
 * @param nsid           {@code DMP_DNS_NSID}, at most 64 octets; empty = unset
 * @param version        {@code DMP_DNS_VERSION_STRING}; empty = unset
 * @param udpLoops       event loops that read UDP per address
 */
public record DnsServerSettings(List<InetAddress> addresses, int port, int maxConcurrency, int ednsBuffer,
                                Duration tcpIdle, int maxFudge, Octets nsid, Octets version, int udpLoops) {
    public static final int DEFAULT_CONCURRENCY = 128;
    public static final int DEFAULT_EDNS_BUFFER = 1232;
    public static final int DEFAULT_MAX_FUDGE = 300;
    public static final Duration DEFAULT_TCP_IDLE = Duration.ofSeconds(10);

    public DnsServerSettings {
        addresses = List.copyOf(addresses);
        if (port < 0 || port > 0xffff || maxConcurrency < 1 || udpLoops < 1 || maxFudge < 0) {
            throw new IllegalArgumentException("port, concurrency, loops or fudge out of range");
        }
        if (ednsBuffer < 512 || ednsBuffer > 4096) {
            throw new IllegalArgumentException("EDNS buffer outside 512..4096: " + ednsBuffer);
        }
        if (nsid.length() > 64 || version.length() > 255) {
            throw new IllegalArgumentException("NSID or version string too long");
        }
    }

    /** Defaults of dns.md for everything but the place. */
    public static DnsServerSettings at(List<InetAddress> addresses, int port) {
        return new DnsServerSettings(addresses, port, DEFAULT_CONCURRENCY, DEFAULT_EDNS_BUFFER, DEFAULT_TCP_IDLE,
                DEFAULT_MAX_FUDGE, Octets.EMPTY, Octets.EMPTY, 1);
    }

    /** Every address of this host. */
    boolean everyAddress() {
        return addresses.isEmpty() || addresses.stream().anyMatch(InetAddress::isAnyLocalAddress);
    }
}
