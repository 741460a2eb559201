package dev.dnsmesh.adapters.dns.codec;

/** Big-endian numbers in a message, and the offsets of its header. Callers have checked the bounds. */
public final class Wire {
    /** Octets of the header. */
    public static final int HEADER = 12;
    /** Octets of the longest message. */
    public static final int MAX_MESSAGE = 65_535;
    /** Octets of the longest name in uncompressed form. */
    public static final int MAX_NAME = 255;
    /** Octets between an owner name and its RDATA: type, class, TTL, RDLENGTH. */
    public static final int FIXED = 10;

    public static final int CLASS_IN = 1;
    public static final int CLASS_CH = 3;
    public static final int CLASS_ANY = 255;

    public static final int OPCODE_QUERY = 0;
    public static final int OPCODE_UPDATE = 5;

    private Wire() {
    }

    public static int u8(byte[] message, int at) {
        return message[at] & 0xff;
    }

    public static int u16(byte[] message, int at) {
        return (message[at] & 0xff) << 8 | message[at + 1] & 0xff;
    }

    /** 32 bits unsigned. */
    public static long u32(byte[] message, int at) {
        return (long) u16(message, at) << 16 | u16(message, at + 2);
    }

    /** 48 bits unsigned. */
    public static long u48(byte[] message, int at) {
        return (long) u16(message, at) << 32 | u32(message, at + 2);
    }

    /** Returns the offset after the number, as all puts do. */
    public static int put16(byte[] message, int at, int value) {
        message[at] = (byte) (value >>> 8);
        message[at + 1] = (byte) value;
        return at + 2;
    }

    public static int put32(byte[] message, int at, long value) {
        return put16(message, put16(message, at, (int) (value >>> 16)), (int) value);
    }

    public static int put48(byte[] message, int at, long value) {
        return put32(message, put16(message, at, (int) (value >>> 32)), value);
    }
}
