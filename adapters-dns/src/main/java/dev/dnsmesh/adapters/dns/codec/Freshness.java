package dev.dnsmesh.adapters.dns.codec;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;

/** How long caches of another kind than DNS's may keep a response (RFC 8484 5.1). */
public final class Freshness {
    private static final int QUESTIONS = 4;
    private static final int QUESTION_FIXED = 4;

    private Freshness() {
    }

    /**
     * The smallest TTL of the answers or, where there are none, of the SOA that stands for them, in seconds; 0 for
     * anything but NOERROR and NXDOMAIN to a query, and for what cannot be read.
     *
     * @param response {@code response[0, length)}
     */
    public static long seconds(byte[] response, int length) {
        int opcode = response[2] >>> 3 & 0xf;
        int rcode = response[3] & 0xf;
        if (opcode != Wire.OPCODE_QUERY || rcode != Rcode.NOERROR.code() && rcode != Rcode.NXDOMAIN.code()) {
            return 0;
        }
        int at = Wire.HEADER;
        for (int i = 0; i < Wire.u16(response, QUESTIONS) && at > 0; i++) {
            at = WireName.skip(response, at, length - QUESTION_FIXED);
            at = at == WireName.MALFORMED ? at : at + QUESTION_FIXED;
        }
        int answers = Wire.u16(response, QUESTIONS + 2);
        int counted = answers > 0 ? answers : Wire.u16(response, QUESTIONS + 4);
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < counted && at > 0; i++) {
            at = WireName.skip(response, at, length - Wire.FIXED);
            if (at == WireName.MALFORMED) {
                return 0;
            }
            if (answers > 0 || Wire.u16(response, at) == RrType.SOA.code()) {
                smallest = Math.min(smallest, Wire.u32(response, at + 4));
            }
            at += Wire.FIXED + Wire.u16(response, at + Wire.FIXED - 2);
        }
        return at == WireName.MALFORMED || smallest == Long.MAX_VALUE ? 0 : smallest;
    }
}
