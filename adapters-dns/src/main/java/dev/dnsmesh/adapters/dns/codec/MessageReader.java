package dev.dnsmesh.adapters.dns.codec;

import dev.dnsmesh.domain.dns.RrType;

/**
 * Reads a request in one pass (dns.md 10.2): header, first question, where the sections start, OPT, and where the TSIG
 * record stands. Counts are checked against the length before anything is walked; names are stepped over, not followed,
 * and only as many labels are as an honest message can need. Reused from message to message; not safe for use by several
 * threads at once.
 */
public final class MessageReader {
    /**
     * Labels that names may spell out in any message, pointers not counted: 5 for each of the 256 changes that an UPDATE may have
     * (dns.md 10.3), and 32 for zone, key and algorithm.
     */
    public static final int MAX_LABELS = 5 * 256 + 32;
    /** A longer message may have one for so many of its octets; in a datagram that is hardly more, since whoever sends it may be nobody. */
    private static final int OCTETS_PER_LABEL = 6;
    private static final int MIN_QUESTION = 5;
    private static final int MIN_RECORD = 11;
    /** Octets of a record that the root owns, without its RDATA. */
    private static final int ROOT_RECORD = 1 + Wire.FIXED;

    private final EdnsRequest edns = new EdnsRequest();
    private byte[] message = new byte[0];
    private int length;
    private int questionNameEnd;
    private int recordsAt;
    private int tsigAt;
    private boolean tsigMisplaced;
    private int labels;
    private int shortOwnedEnd;

    /** What became of a reading. */
    public enum Reading {
        /** Shorter than a header, or itself a response: never answered. */
        UNANSWERABLE,
        /** FORMERR with the header only; {@link #edns} tells whether a valid OPT was read. */
        MALFORMED,
        /** Every record stands within the message, and OPT and TSIG stand where they may. */
        WHOLE
    }

    /** Reads {@code message[0, length)}, which must not change while this reader is asked about it. */
    public Reading read(byte[] message, int length) {
        this.message = message;
        this.length = length;
        edns.clear();
        questionNameEnd = Wire.HEADER;
        recordsAt = Wire.HEADER;
        tsigAt = 0;
        tsigMisplaced = false;
        labels = Math.max(MAX_LABELS, length / OCTETS_PER_LABEL);
        if (length < Wire.HEADER || (message[2] & 0x80) != 0) {
            return Reading.UNANSWERABLE;
        }
        long least = (long) questions() * MIN_QUESTION
                + (long) (answers() + authorities() + additionals()) * MIN_RECORD;
        return least <= length - Wire.HEADER && readQuestions() && readRecords() ? Reading.WHOLE : Reading.MALFORMED;
    }

    private boolean readQuestions() {
        int at = Wire.HEADER;
        for (int i = questions(); i > 0; i--) {
            int nameEnd = skipName(at);
            if (nameEnd < 0 || length - nameEnd < 4) {
                return false;
            }
            if (at == Wire.HEADER) {
                questionNameEnd = nameEnd;
            }
            at = nameEnd + 4;
        }
        recordsAt = at;
        return true;
    }

    private boolean readRecords() {
        int at = recordsAt;
        for (int left = answers() + authorities() + additionals(); left > 0; left--) {
            left = skipShortOwned(at, left);
            at = shortOwnedEnd;
            if (left == 0) {
                break;
            }
            int fixedAt = skipName(at);
            if (fixedAt < 0 || length - fixedAt < Wire.FIXED) {
                return false;
            }
            int end = fixedAt + Wire.FIXED + Wire.u16(message, fixedAt + 8);
            int type = Wire.u16(message, fixedAt);
            if (end > length || isSpecial(type) && !readSpecial(type, at, fixedAt, end, left)) {
                return false;
            }
            at = end;
        }
        return at == length;
    }

    /**
     * Steps over records whose owner is one of the two shortest there are, the root and a pointer: most have one, and
     * hundreds come in a packet. Where the last of them ends is left to the caller to judge.
     *
     * @return how many records are left from {@link #shortOwnedEnd} on; the next has another owner, is OPT or TSIG, or
     *         stands at the very end
     */
    private int skipShortOwned(int from, int records) {
        byte[] octets = message;
        int last = length - ROOT_RECORD - 1;
        int at = from;
        int left = records;
        while (left > 0 && at < last) {
            long start = Wire.u64(octets, at);
            int type;
            int end;
            if (start >>> 56 == 0) {
                type = (int) (start >>> 40);
                end = at + ROOT_RECORD + Wire.u16(octets, at + 9);
            } else {
                int back = (int) (start >>> 48) - WireName.FIRST_POINTER;
                if ((back | at - Wire.HEADER - 1 - back) < 0) {
                    break;
                }
                type = (int) (start >>> 32) & 0xffff;
                end = at + ROOT_RECORD + 1 + Wire.u16(octets, at + 10);
            }
            if (isSpecial(type)) {
                break;
            }
            at = end;
            left--;
        }
        shortOwnedEnd = at;
        return left;
    }

    private static boolean isSpecial(int type) {
        return type == RrType.OPT.code() || type == RrType.TSIG.code();
    }

    private boolean readSpecial(int type, int at, int fixedAt, int end, int left) {
        if (type == RrType.OPT.code()) {
            if (edns.isPresent() || left > additionals() || fixedAt - at != 1 || !edns.read(message, fixedAt, end)) {
                edns.clear();
                return false;
            }
            return true;
        }
        boolean last = left == 1 && additionals() > 0;
        if (!last || Wire.u16(message, fixedAt + 2) != Wire.CLASS_ANY || Wire.u32(message, fixedAt + 4) != 0) {
            tsigMisplaced = true;
            return false;
        }
        tsigAt = at;
        return true;
    }

    /** As {@link WireName#skip}, as long as there are labels left to spend. */
    private int skipName(int at) {
        long walked = WireName.walk(message, at, length);
        labels -= WireName.labelsOf(walked);
        return labels < 0 ? WireName.MALFORMED : WireName.endOf(walked);
    }

    public byte[] message() {
        return message;
    }

    public int length() {
        return length;
    }

    public int id() {
        return Wire.u16(message, 0);
    }

    public int opcode() {
        return message[2] >>> 3 & 0xf;
    }

    public boolean recursionDesired() {
        return (message[2] & 1) != 0;
    }

    /** QDCOUNT, or ZOCOUNT of an UPDATE. */
    public int questions() {
        return Wire.u16(message, 4);
    }

    /** ANCOUNT, or PRCOUNT. */
    public int answers() {
        return Wire.u16(message, 6);
    }

    /** NSCOUNT, or UPCOUNT. */
    public int authorities() {
        return Wire.u16(message, 8);
    }

    public int additionals() {
        return Wire.u16(message, 10);
    }

    /** Octets of the first question's name, which starts after the header and cannot be compressed. */
    public int questionNameLength() {
        return questionNameEnd - Wire.HEADER;
    }

    /** Offset after the first question; after the header where there is none. */
    public int questionEnd() {
        return questionNameEnd == Wire.HEADER ? Wire.HEADER : questionNameEnd + 4;
    }

    public int questionType() {
        return Wire.u16(message, questionNameEnd);
    }

    public int questionClass() {
        return Wire.u16(message, questionNameEnd + 2);
    }

    /** Offset of the first record after the question section. */
    public int recordsAt() {
        return recordsAt;
    }

    public EdnsRequest edns() {
        return edns;
    }

    public boolean hasTsig() {
        return tsigAt != 0;
    }

    /** What makes the message malformed is a TSIG record in a place, of a class or with a TTL that it may not have. */
    public boolean isTsigMisplaced() {
        return tsigMisplaced;
    }

    /** Offset of the TSIG record's owner name; the signed part of the message ends there. */
    public int tsigAt() {
        return tsigAt;
    }
}
