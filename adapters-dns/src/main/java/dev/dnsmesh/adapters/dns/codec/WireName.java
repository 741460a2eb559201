package dev.dnsmesh.adapters.dns.codec;

import dev.dnsmesh.domain.name.OwnerName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Domain names in messages (RFC 1035 3.1, 4.1.4). A pointer must lead to an earlier octet than the name, or the part of
 * it, that holds it: following pointers ends by itself.
 */
public final class WireName {
    /** What readers return instead of an offset or a length. */
    public static final int MALFORMED = -1;
    private static final int POINTER = 0xc0;
    /** To what follows the header. */
    static final int FIRST_POINTER = POINTER << 8 | Wire.HEADER;
    private static final int MAX_LABEL = 63;

    private WireName() {
    }

    /**
     * Steps over a name without following its pointer.
     *
     * @param end offset after the last octet that may be read
     * @return the offset after the name, or {@link #MALFORMED}
     */
    public static int skip(byte[] message, int at, int end) {
        return endOf(walk(message, at, end));
    }

    /** As {@link #skip}; {@link #endOf} and {@link #labelsOf} take the result apart. */
    static long walk(byte[] message, int at, int end) {
        int stop = Math.min(end, at + Wire.MAX_NAME);
        int from = at;
        int labels = 0;
        while (from < stop) {
            int length = message[from] & 0xff;
            if (length == 0) {
                return result(labels, from + 1);
            }
            if (length > MAX_LABEL) {
                return result(labels, leadsBack(message, from, at, end) ? from + 2 : MALFORMED);
            }
            from += length + 1;
            labels++;
        }
        return result(labels, MALFORMED);
    }

    /** At {@code from} stands a pointer to what precedes the name that starts at {@code at}. */
    static boolean leadsBack(byte[] message, int from, int at, int end) {
        if (from + 1 >= end) {
            return false;
        }
        int pointer = Wire.u16(message, from);
        return pointer >= FIRST_POINTER && pointer - FIRST_POINTER < at - Wire.HEADER;
    }

    private static long result(int labels, int end) {
        return (long) labels << 32 | end & 0xffff_ffffL;
    }

    static int endOf(long walked) {
        return (int) walked;
    }

    /** Labels that were spelt out, the root's not counted. */
    static int labelsOf(long walked) {
        return (int) (walked >>> 32);
    }

    /** As {@link #skip}, for names that must not be compressed. */
    public static int skipUncompressed(byte[] message, int at, int end) {
        int from = at;
        while (from < end && (message[from] & 0xff) <= MAX_LABEL) {
            int length = message[from] & 0xff;
            from += length + 1;
            if (length == 0) {
                return from - at > Wire.MAX_NAME ? MALFORMED : from;
            }
        }
        return MALFORMED;
    }

    /**
     * Writes the uncompressed form of a name to the start of {@code into}, letter case kept.
     *
     * @param end  offset after the last octet that may be read
     * @param into {@link Wire#MAX_NAME} octets at least
     * @return the length with the root label, or {@link #MALFORMED}
     */
    public static int expand(byte[] message, int at, int end, byte[] into) {
        int partAt = at;
        int written = 0;
        while (true) {
            int partEnd = partAt;
            int length;
            while (partEnd < end && (length = message[partEnd]) > 0 && length <= MAX_LABEL) {
                partEnd += length + 1;
            }
            int part = partEnd - partAt;
            if (partEnd >= end || written + part + 1 > Wire.MAX_NAME) {
                return MALFORMED;
            }
            System.arraycopy(message, partAt, into, written, part);
            written += part;
            if (message[partEnd] == 0) {
                into[written] = 0;
                return written + 1;
            }
            // what is no length is a pointer back, or nothing
            if (partEnd + 1 >= end || Wire.u8(message, partEnd) < POINTER || target(message, partEnd) >= partAt
                    || target(message, partEnd) < Wire.HEADER) {
                return MALFORMED;
            }
            partAt = target(message, partEnd);
        }
    }

    /** Lower-cases ASCII letters; label lengths are below 64 and so stay. */
    public static void lowerCase(byte[] wire, int length) {
        for (int i = 0; i < length; i++) {
            byte octet = wire[i];
            if (octet >= 'A' && octet <= 'Z') {
                wire[i] = (byte) (octet + 32);
            }
        }
    }

    /**
     * Presentation form without trailing dot; empty for the root and for labels that hold a dot or anything but printable
     * ASCII.
     *
     * @param wire    a well-formed uncompressed name of this length
     * @param scratch {@link Wire#MAX_NAME} octets that may be written over
     */
    public static Optional<String> text(byte[] wire, int length, byte[] scratch) {
        if (length < 3) {
            return Optional.empty();
        }
        int next = (wire[0] & 0xff) + 1;
        for (int i = 1; i < length - 1; i++) {
            byte octet = wire[i];
            if (i == next) {
                next += (octet & 0xff) + 1;
                scratch[i - 1] = '.';
            } else if (octet <= 0x20 || octet == 0x7f || octet == '.' || octet == '\\') {
                return Optional.empty();
            } else {
                scratch[i - 1] = octet;
            }
        }
        return Optional.of(new String(scratch, 0, length - 2, StandardCharsets.ISO_8859_1));
    }

    /** The name where it can own a stored record; parameters as for {@link #text}. */
    public static Optional<OwnerName> ownerName(byte[] wire, int length, byte[] scratch) {
        return text(wire, length, scratch).flatMap(OwnerName::parse);
    }

    private static int target(byte[] message, int at) {
        return Wire.u16(message, at) & 0x3fff;
    }
}
