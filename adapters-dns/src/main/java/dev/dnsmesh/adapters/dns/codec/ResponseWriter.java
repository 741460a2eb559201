package dev.dnsmesh.adapters.dns.codec;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.nio.ByteBuffer;

/**
 * Builds one response in its own buffer, which is reused: {@link #begin}, records, then {@link #finish}. Every owner name
 * is a pointer into the echoed question, so it has the letter case that was asked (dns.md 4.1). Records that do not fit
 * are left out and {@link #isOverfull} tells.
 */
public final class ResponseWriter {
    private static final int QR = 0x80;
    private static final int AA = 0x04;
    private static final int TC = 0x02;
    private static final int POINTER = 0xc000;
    private static final int OWNER_AND_FIXED = 2 + Wire.FIXED;

    private final byte[] buffer = new byte[Wire.MAX_MESSAGE];
    private final EdnsResponse edns = new EdnsResponse();
    private int length;
    private int sectionsAt;
    private int limit;
    private int room;
    private int reserved;
    private int answers;
    private int authorities;
    private boolean overfull;

    /**
     * Starts a response that echoes the first question of the request, or none.
     *
     * @param question     whether it is echoed
     * @param maxOctets    of the whole message
     * @param reservedTail octets that will be put after OPT
     */
    public void begin(MessageReader request, boolean question, int maxOctets, int reservedTail) {
        byte[] asked = request.message();
        int end = question ? request.questionEnd() : Wire.HEADER;
        System.arraycopy(asked, 0, buffer, 0, end);
        buffer[2] = (byte) (QR | asked[2] & 0x79);
        buffer[3] = 0;
        Wire.put16(buffer, 4, end > Wire.HEADER ? 1 : 0);
        sectionsAt = end;
        limit = maxOctets;
        reserved = reservedTail;
        clearSections();
    }

    /** The OPT record; set it up after {@link #begin} and before the first record. */
    public EdnsResponse edns() {
        return edns;
    }

    /**
     * Fixes how much room the sections have, now that the OPT record's options are known. A question so long that OPT and
     * tail do not fit beside it is left out, and with it every record.
     */
    public void open() {
        room = limit - reserved - edns.size();
        if (room < sectionsAt) {
            room = 0;
            sectionsAt = Wire.HEADER;
            Wire.put16(buffer, 4, 0);
            clearSections();
        }
    }

    /** Drops what was put into the sections. */
    public void clearSections() {
        length = sectionsAt;
        answers = 0;
        authorities = 0;
        overfull = false;
    }

    /** RD off, as the Z bits of an UPDATE response must be. */
    public void clearRecursionDesired() {
        buffer[2] &= (byte) ~1;
    }

    public void authoritative() {
        buffer[2] |= AA;
    }

    public void notAuthoritative() {
        buffer[2] &= (byte) ~AA;
    }

    /** TC=1 with empty sections: never a partial RRset. */
    public void truncate() {
        clearSections();
        buffer[2] |= TC;
    }

    /** A record was left out because it did not fit. */
    public boolean isOverfull() {
        return overfull;
    }

    /** Records in the answer section. */
    public int answers() {
        return answers;
    }

    /** One TXT record at the question's name: strings of 255 octets, the last one shorter (dns.md 4.3). */
    public void txt(ByteBuffer value, int rrClass, long ttl) {
        int octets = value.remaining();
        int rdata = TxtValue.rdataLength(octets);
        if (!startRecord(Wire.HEADER, RrType.TXT.code(), rrClass, ttl, rdata)) {
            return;
        }
        int from = value.position();
        int left = octets;
        do {
            int string = Math.min(left, TxtValue.MAX_STRING);
            buffer[length] = (byte) string;
            value.get(from, buffer, length + 1, string);
            length += string + 1;
            from += string;
            left -= string;
        } while (left > 0);
        answers++;
    }

    /** One record at the question's name. */
    public void answer(RrType type, ByteBuffer rdata, long ttl) {
        if (record(Wire.HEADER, type, rdata, ttl)) {
            answers++;
        }
    }

    /** The SOA of a negative answer. */
    public void authority(int zoneWireLength, RrType type, ByteBuffer rdata, long ttl) {
        int owner = sectionsAt - 4 - zoneWireLength;
        if (owner >= Wire.HEADER && record(owner, type, rdata, ttl)) {
            authorities++;
        }
    }

    private boolean record(int ownerAt, RrType type, ByteBuffer rdata, long ttl) {
        int octets = rdata.remaining();
        if (!startRecord(ownerAt, type.code(), Wire.CLASS_IN, ttl, octets)) {
            return false;
        }
        rdata.get(rdata.position(), buffer, length, octets);
        length += octets;
        return true;
    }

    private boolean startRecord(int ownerAt, int type, int rrClass, long ttl, int rdata) {
        if (overfull || rdata > 0xffff || length + OWNER_AND_FIXED + rdata > room) {
            overfull = true;
            return false;
        }
        int at = Wire.put16(buffer, length, POINTER | ownerAt);
        at = Wire.put16(buffer, at, type);
        at = Wire.put16(buffer, at, rrClass);
        at = Wire.put32(buffer, at, ttl);
        length = Wire.put16(buffer, at, rdata);
        return true;
    }

    /** Gives all records of the answer section this TTL. Only while no other section has records. */
    public void answerTtl(long ttl) {
        for (int at = sectionsAt; at < length; ) {
            Wire.put32(buffer, at + 6, ttl);
            at += OWNER_AND_FIXED + Wire.u16(buffer, at + 10);
        }
    }

    /** Writes RCODE, counts and OPT. The tail that was reserved may follow at the returned offset. */
    public int finish(Rcode rcode) {
        buffer[3] = (byte) (rcode.code() & 0xf);
        Wire.put16(buffer, 6, answers);
        Wire.put16(buffer, 8, authorities);
        boolean opt = edns.size() > 0;
        Wire.put16(buffer, 10, opt ? 1 : 0);
        if (opt) {
            length = edns.write(buffer, length, rcode.code() >>> 4, limit, reserved);
        }
        return length;
    }

    /** Counts a record that was put after OPT and ends at this offset. */
    public void appended(int end) {
        Wire.put16(buffer, 10, Wire.u16(buffer, 10) + 1);
        length = end;
    }

    public byte[] octets() {
        return buffer;
    }

    public int length() {
        return length;
    }
}
