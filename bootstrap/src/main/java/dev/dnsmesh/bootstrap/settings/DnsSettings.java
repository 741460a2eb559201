package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The DNS server (dns.md 1, 2, 10).
 *
 * @param hosts      addresses or names to bind; empty = every local address, each by itself
 * @param port       0 = any free one
 * @param ednsBuffer octets
 * @param maxFudge   seconds
 * @param transports ids of further ways in
 */
public record DnsSettings(List<String> hosts, int port, Rate perClient, int maxConcurrency,
                          int ednsBuffer, Optional<String> nsid, Optional<String> versionString, Cookies cookies,
                          ResponseRateLimit responseRateLimit, Duration tcpIdle, int maxFudge, List<String> transports) {
    public DnsSettings {
        hosts = List.copyOf(hosts);
        transports = List.copyOf(transports);
    }

    DnsSettings takingOver(DnsSettings fresh) {
        return new DnsSettings(hosts, port, fresh.perClient, maxConcurrency, ednsBuffer, nsid, versionString, cookies,
                fresh.responseRateLimit, tcpIdle, maxFudge, transports);
    }

    /** @param secrets 16 octets each, the first for making; empty = random at start */
    public record Cookies(boolean on, List<Secret> secrets) {
        public Cookies {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * dns.md 10.9.
     *
     * @param slip every n-th suppressed answer is sent truncated; 0 = none
     */
    public record ResponseRateLimit(boolean on, double answers, double negative, double errors, int slip, List<AddressRange> exempt) {
        public ResponseRateLimit {
            exempt = List.copyOf(exempt);
        }
    }
}
