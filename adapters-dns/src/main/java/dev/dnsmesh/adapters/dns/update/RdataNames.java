package dev.dnsmesh.adapters.dns.update;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.codec.WireName;
import dev.dnsmesh.domain.octets.Octets;

/**
 * Writes out the names that a message may have compressed inside RDATA (RFC 3597 4), of the types that a zone of ours
 * serves: NS and SOA. Only prerequisites can compare them.
 */
final class RdataNames {
    private static final int NS = 2;
    private static final int SOA = 6;
    private static final int SOA_NUMBERS = 20;

    private RdataNames() {
    }

    /** RDATA at {@code [from, end)}; as it stands where it is not what its type demands, and so equals nothing served. */
    static Octets writtenOut(int type, byte[] message, int from, int end) {
        return switch (type) {
            case NS -> names(1, 0, message, from, end);
            case SOA -> names(2, SOA_NUMBERS, message, from, end);
            default -> Octets.of(message, from, end);
        };
    }

    private static Octets names(int count, int tail, byte[] message, int from, int end) {
        byte[] name = new byte[Wire.MAX_NAME];
        Octets[] parts = new Octets[count + 1];
        int at = from;
        for (int i = 0; i < count; i++) {
            int length = WireName.expand(message, at, end, name);
            if (length < 0) {
                return Octets.of(message, from, end);
            }
            parts[i] = Octets.of(name, 0, length);
            at = WireName.skip(message, at, end);
        }
        if (end - at != tail) {
            return Octets.of(message, from, end);
        }
        parts[count] = Octets.of(message, at, end);
        return Octets.concat(parts);
    }
}
