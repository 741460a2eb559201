package dev.dnsmesh.adapters.dns.update;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.codec.WireName;
import dev.dnsmesh.domain.dns.RrType;

/**
 * Tells on the octets whether the records of an UPDATE could all be first-contact claims, the only ones that anybody may
 * write without a key (dns.md 5.5): what cannot be is refused, and need not cost what decoding costs. Whether a record
 * that could be a claim is one, the use case says. Reused; not safe for use by several threads at once.
 */
final class ClaimScreen {
    static final int ALL_COULD_BE = -1;
    private static final int SLOT_LABEL = 7;
    private static final int MAILBOX_LABEL = 15;
    private static final byte[] SLOT = {'c', 'l', 'a', 'i', 'm', '-'};
    private static final byte[] MAILBOX = {'m', 'b', '-'};
    private static final int MOST_POINTERS = 8;
    private static final int MOST_LABELS = 128;

    private final ClaimShape shape = new ClaimShape();

    /**
     * Place of the first record that cannot be a claim, prerequisites counted first; {@link #ALL_COULD_BE}.
     *
     * @param now Unix seconds
     */
    int firstOther(MessageReader request, long now) {
        if (request.answers() > 0 || request.questions() != 1) {
            return 0;
        }
        byte[] message = request.message();
        int at = request.recordsAt();
        for (int i = 0; i < request.authorities(); i++) {
            int fixedAt = WireName.skip(message, at, request.length());
            int rdata = Wire.u16(message, fixedAt + 8);
            if (Wire.u16(message, fixedAt) != RrType.TXT.code() || Wire.u16(message, fixedAt + 2) != Wire.CLASS_IN
                    || rdata < ClaimShape.SHORTEST_RDATA) {
                return i;
            }
            int slot = slot(request, at);
            int end = fixedAt + Wire.FIXED + rdata;
            if (slot < 0 || !shape.fits(message, fixedAt + Wire.FIXED, end, slot, now)) {
                return i;
            }
            at = end;
        }
        return ALL_COULD_BE;
    }

    /** The slot of a claim's owner, two labels above the zone of the request; negative where it is none. */
    private static int slot(MessageReader request, int nameAt) {
        byte[] message = request.message();
        int slotAt = label(request, nameAt);
        if (slotAt < 0 || message[slotAt] != SLOT_LABEL || !startsWith(request, slotAt, SLOT)) {
            return -1;
        }
        int mailboxAt = label(request, slotAt + 1 + SLOT_LABEL);
        if (mailboxAt < 0 || message[mailboxAt] != MAILBOX_LABEL || !startsWith(request, mailboxAt, MAILBOX)
                || !isZone(request, mailboxAt + 1 + MAILBOX_LABEL)) {
            return -1;
        }
        int slot = message[slotAt + SLOT_LABEL] - '0';
        return slot <= 9 ? slot : -1;
    }

    /** What stands here is the name of the zone section's first entry, letter case aside. */
    private static boolean isZone(MessageReader request, int nameAt) {
        byte[] message = request.message();
        int at = nameAt;
        int zoneAt = Wire.HEADER;
        for (int labels = 0; labels < MOST_LABELS; labels++) {
            at = label(request, at);
            if (at < 0 || at == zoneAt) {
                return at >= 0;
            }
            int length = message[at];
            if (length != message[zoneAt] || !isSame(message, at + 1, zoneAt + 1, length)) {
                return false;
            }
            if (length == 0) {
                return true;
            }
            at += 1 + length;
            zoneAt += 1 + length;
        }
        return false;
    }

    private static boolean isSame(byte[] message, int one, int other, int length) {
        for (int i = 0; i < length; i++) {
            if (lowerCase(message[one + i]) != lowerCase(message[other + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    /** Where the label stands that is written, or pointed to, here. */
    private static int label(MessageReader request, int start) {
        byte[] message = request.message();
        int at = start;
        for (int hops = 0; hops <= MOST_POINTERS && at < request.length(); hops++) {
            int length = Wire.u8(message, at);
            if (length < 0x40) {
                return at + 1 + length < request.length() ? at : WireName.MALFORMED;
            }
            if (length < 0xc0 || at + 1 >= request.length()) {
                return WireName.MALFORMED;
            }
            at = Wire.u16(message, at) & 0x3fff;
        }
        return WireName.MALFORMED;
    }

    private static boolean startsWith(MessageReader request, int labelAt, byte[] prefix) {
        byte[] message = request.message();
        for (int i = 0; i < prefix.length; i++) {
            if (prefix[i] != lowerCase(message[labelAt + 1 + i])) {
                return false;
            }
        }
        return true;
    }
}
