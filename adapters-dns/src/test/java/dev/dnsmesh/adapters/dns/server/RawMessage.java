package dev.dnsmesh.adapters.dns.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes messages octet by octet, sound ones and others. */
final class RawMessage {
    static final int TXT = 16;
    static final int OPT = 41;
    private final byte[] header = new byte[12];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A message with ID 0x1234. */
    static RawMessage of(int opcode) {
        RawMessage message = new RawMessage();
        message.header[0] = 0x12;
        message.header[1] = 0x34;
        message.header[2] = (byte) (opcode << 3);
        return message;
    }

    /** A query of class IN. */
    static RawMessage query(String name, int type) {
        return of(0).question(name, type, 1);
    }

    /** An UPDATE of this zone. */
    static RawMessage update(String zone) {
        return of(5).question(zone, 6, 1);
    }

    RawMessage flags(int bits) {
        header[2] |= (byte) (bits >>> 8);
        header[3] |= (byte) bits;
        return this;
    }

    RawMessage count(int section, int count) {
        header[4 + 2 * section] = (byte) (count >>> 8);
        header[5 + 2 * section] = (byte) count;
        return this;
    }

    private void counted(int section) {
        int count = (header[4 + 2 * section] & 0xff) << 8 | header[5 + 2 * section] & 0xff;
        count(section, count + 1);
    }

    RawMessage question(String name, int type, int rrClass) {
        counted(0);
        return octets(name(name)).u16(type).u16(rrClass);
    }

    RawMessage record(int section, byte[] owner, int type, int rrClass, long ttl, byte[] rdata) {
        counted(section);
        return octets(owner).u16(type).u16(rrClass).u16((int) (ttl >>> 16)).u16((int) ttl).u16(rdata.length).octets(rdata);
    }

    /** An OPT record with these options in wire form. */
    RawMessage opt(int payload, int version, int flags, byte[] options) {
        return record(3, new byte[] {0}, OPT, payload, (long) version << 16 | flags, options);
    }

    RawMessage u16(int value) {
        body.write(value >>> 8);
        body.write(value);
        return this;
    }

    RawMessage octets(byte[] octets) {
        body.writeBytes(octets);
        return this;
    }

    byte[] bytes() {
        byte[] rest = body.toByteArray();
        byte[] all = java.util.Arrays.copyOf(header, header.length + rest.length);
        System.arraycopy(rest, 0, all, header.length, rest.length);
        return all;
    }

    /** Uncompressed wire form; no escapes. */
    static byte[] name(String text) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        if (!text.isEmpty()) {
            for (String label : text.split("\\.")) {
                wire.write(label.length());
                wire.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        wire.write(0);
        return wire.toByteArray();
    }

    static byte[] option(int code, byte[] data) {
        ByteArrayOutputStream option = new ByteArrayOutputStream();
        option.write(code >>> 8);
        option.write(code);
        option.write(data.length >>> 8);
        option.write(data.length);
        option.writeBytes(data);
        return option.toByteArray();
    }

    /** TXT RDATA of one character-string. */
    static byte[] txt(String value) {
        byte[] rdata = new byte[value.length() + 1];
        rdata[0] = (byte) value.length();
        System.arraycopy(value.getBytes(StandardCharsets.ISO_8859_1), 0, rdata, 1, value.length());
        return rdata;
    }
}
