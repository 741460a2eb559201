package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import java.net.Inet4Address;
import java.net.InetAddress;

/** What counts as one source: an IPv4 address, or the /64 of an IPv6 address (dns.md 10.9, 10.12). */
final class SourceKey {
    /** No IPv6 source has this prefix, which is multicast. */
    private static final long IPV4 = 0xffff_ffff_0000_0000L;

    private SourceKey() {
    }

    static long of(InetAddress address) {
        byte[] octets = address.getAddress();
        return address instanceof Inet4Address
                ? IPV4 | Wire.u32(octets, 0)
                : Wire.u32(octets, 0) << 32 | Wire.u32(octets, 4);
    }
}
