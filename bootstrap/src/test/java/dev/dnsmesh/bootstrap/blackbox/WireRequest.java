package dev.dnsmesh.bootstrap.blackbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes a DNS message with an ID of its own octet by octet, sound or not; names are written out, every record counts itself. */
final class WireRequest {
    static final int QUERY = 0;
    static final int UPDATE = 5;
    static final int PREREQUISITE = 1;
    static final int CHANGE = 2;
    static final int ADDITIONAL = 3;
    static final int SOA = 6;
    static final int TXT = 16;
    static final int IN = 1;
    static final int NONE = 254;
    static final int ANY = 255;

    private static final AtomicInteger IDS = new AtomicInteger(0x1000);

    private final int[] counts = new int[4];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int id;
    private int flags;

    private WireRequest(int flags) {
        id = IDS.getAndIncrement() & 0xffff;
        this.flags = flags;
    }

    /** A header with this opcode and nothing behind it. */
    static WireRequest of(int opcode) {
        return new WireRequest(opcode << 11);
    }

    static WireRequest query(String name, int type) {
        return of(QUERY).question(name, type, IN);
    }

    static WireRequest update(String zone) {
        return of(UPDATE).question(zone, SOA, IN);
    }

    WireRequest flags(int bits) {
        flags |= bits;
        return this;
    }

    /** Whatever stands there. */
    WireRequest count(int section, int count) {
        counts[section] = count;
        return this;
    }

    WireRequest question(String name, int type, int rrClass) {
        counts[0]++;
        return octets(name(name)).numbers(type, rrClass);
    }

    WireRequest record(int section, String owner, int type, int rrClass, long ttl, byte[] rdata) {
        return record(section, name(owner), type, rrClass, ttl, rdata);
    }

    WireRequest record(int section, byte[] owner, int type, int rrClass, long ttl, byte[] rdata) {
        counts[section]++;
        return octets(owner).numbers(type, rrClass, (int) (ttl >>> 16), (int) ttl, rdata.length).octets(rdata);
    }

    WireRequest add(String owner, long ttl, String value) {
        return record(CHANGE, owner, TXT, IN, ttl, txt(value));
    }

    WireRequest delete(String owner) {
        return record(CHANGE, owner, TXT, ANY, 0, new byte[0]);
    }

    WireRequest opt(int payload, byte[] options) {
        return record(ADDITIONAL, new byte[] {0}, 41, payload, 0, options);
    }

    WireRequest octets(byte[] octets) {
        body.writeBytes(octets);
        return this;
    }

    /** Of 16 bits each. */
    WireRequest numbers(int... numbers) {
        return octets(shorts(numbers));
    }

    byte[] bytes() {
        return concat(shorts(id, flags, counts[0], counts[1], counts[2], counts[3]), body.toByteArray());
    }

    static byte[] shorts(int... numbers) {
        byte[] octets = new byte[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            octets[2 * i] = (byte) (numbers[i] >>> 8);
            octets[2 * i + 1] = (byte) numbers[i];
        }
        return octets;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Written out, one octet for each character of the text; no escapes. */
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

    /** TXT RDATA in strings of 255 octets. */
    static byte[] txt(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream rdata = new ByteArrayOutputStream();
        int at = 0;
        do {
            int length = Math.min(255, octets.length - at);
            rdata.write(length);
            rdata.write(octets, at, length);
            at += length;
        } while (at < octets.length);
        return rdata.toByteArray();
    }
}
