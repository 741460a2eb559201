package dev.dnsmesh.adapters.dns.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Wire() {
    }

    public static int u8(byte[] message, int at) {
        return message[at] & 0xff;
    }

    public static int u16(byte[] message, int at) {
        return (short) U16.get(message, at) & 0xffff;
    }

    /** 32 bits unsigned. */
    public static long u32(byte[] message, int at) {
        return (int) U32.get(message, at) & 0xffff_ffffL;
    }

    /** All 64 bits, as they are. */
    static long u64(byte[] message, int at) {
        return (long) U64.get(message, at);
    }

    /** 48 bits unsigned. */
    public static long u48(byte[] message, int at) {
        return (long) u16(message, at) << 32 | u32(message, at + 2);
    }

    /** Returns the offset after the number, as all puts do. */
    public static int put16(byte[] message, int at, int value) {
        U16.set(message, at, (short) value);
        return at + 2;
    }

    public static int put32(byte[] message, int at, long value) {
        U32.set(message, at, (int) value);
        return at + 4;
    }

    public static int put48(byte[] message, int at, long value) {
        return put32(message, put16(message, at, (int) (value >>> 32)), value);
    }
}
