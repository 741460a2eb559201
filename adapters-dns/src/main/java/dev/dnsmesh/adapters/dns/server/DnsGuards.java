package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.limit.ResponseLimiter;
import dev.dnsmesh.adapters.dns.limit.ServerCookies;
import dev.dnsmesh.adapters.dns.limit.SourceLimiter;
import java.util.Optional;

/**
 * What is meant for strangers (dns.md 2, 10.8, 10.9).
 *
 * @param udpSources in front of everything that comes by UDP
 * @param tcpSources the same for TCP, with its own buckets
 * @param responses  over UDP
 * @param cookies    empty = the COOKIE option is unknown to this node ({@code DMP_DNS_COOKIES} off)
 */
public record DnsGuards(SourceLimiter udpSources, SourceLimiter tcpSources, ResponseLimiter responses,
                        Optional<ServerCookies> cookies) {
}
