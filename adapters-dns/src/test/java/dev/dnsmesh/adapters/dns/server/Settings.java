package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.domain.octets.Octets;

/** Settings that differ from given ones. */
final class Settings {
    private Settings() {
    }

    static DnsServerSettings with(DnsServerSettings base, String nsid, String version) {
        return new DnsServerSettings(base.addresses(), base.port(), base.maxConcurrency(), base.ednsBuffer(), base.tcpIdle(),
                base.maxFudge(), Octets.utf8(nsid), Octets.utf8(version), base.udpLoops());
    }

    static DnsServerSettings withConcurrency(DnsServerSettings base, int requests) {
        return new DnsServerSettings(base.addresses(), base.port(), requests, base.ednsBuffer(), base.tcpIdle(),
                base.maxFudge(), base.nsid(), base.version(), base.udpLoops());
    }

    static DnsServerSettings withBuffer(DnsServerSettings base, int octets) {
        return new DnsServerSettings(base.addresses(), base.port(), base.maxConcurrency(), octets, base.tcpIdle(),
                base.maxFudge(), base.nsid(), base.version(), base.udpLoops());
    }
}
