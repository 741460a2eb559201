package dev.dnsmesh.adapters.dns.update;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.codec.WireName;
import dev.dnsmesh.domain.dns.RrType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells on the octets whether the records of an UPDATE could all be first-contact claims, the only ones that anybody may
 * write without a key (dns.md 5.5): what cannot be is refused, and need not cost what decoding costs. Whether a record
 * that could be a claim is one, the use case says.
 */
final class ClaimScreen {
    static final int ALL_COULD_BE = -1;
    /** Octets of the prefix, of the shortest body and a signature in base64, and of one string's length. */
    private static final int SHORTEST_RDATA = 1 + 15 + (74 + 64 + 2) / 3 * 4;
    private static final int SLOT_LABEL = 7;
    private static final int MAILBOX_LABEL = 15;
    private static final byte[] SLOT = {'c', 'l', 'a', 'i', 'm', '-'};
    private static final byte[] MAILBOX = {'m', 'b', '-'};
    /** The prefix, and as much of the magic {@code DMPCL01} in base64 as does not depend on what follows. */
    private static final byte[] VALUE = "v=dmp1;t=claim;RE1QQ0wwM".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_POINTERS = 8;

    private ClaimScreen() {
    }

    /** Place of the first record that cannot be a claim, prerequisites counted first; {@link #ALL_COULD_BE}. */
    static int firstOther(MessageReader request) {
        if (request.answers() > 0) {
            return 0;
        }
        byte[] message = request.message();
        int at = request.recordsAt();
        for (int i = 0; i < request.authorities(); i++) {
            int fixedAt = WireName.skip(message, at, request.length());
            int rdata = Wire.u16(message, fixedAt + 8);
            if (Wire.u16(message, fixedAt) != RrType.TXT.code() || Wire.u16(message, fixedAt + 2) != Wire.CLASS_IN
                    || rdata < SHORTEST_RDATA || !isClaimOwner(request, at) || !startsLikeClaim(message, fixedAt + Wire.FIXED)) {
                return i;
            }
            at = fixedAt + Wire.FIXED + rdata;
        }
        return ALL_COULD_BE;
    }

    /** What fits into the first string, if the value is cut into several that early. */
    private static boolean startsLikeClaim(byte[] message, int rdataAt) {
        int octets = Math.min(Wire.u8(message, rdataAt), VALUE.length);
        return Arrays.equals(message, rdataAt + 1, rdataAt + 1 + octets, VALUE, 0, octets);
    }

    private static boolean isClaimOwner(MessageReader request, int nameAt) {
        int slotAt = label(request, nameAt);
        if (slotAt < 0 || !startsWith(request, slotAt, SLOT) || request.message()[slotAt] < SLOT_LABEL) {
            return false;
        }
        int mailboxAt = label(request, slotAt + 1 + request.message()[slotAt]);
        return mailboxAt >= 0 && request.message()[mailboxAt] == MAILBOX_LABEL && startsWith(request, mailboxAt, MAILBOX);
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
        if (message[labelAt] < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            byte octet = message[labelAt + 1 + i];
            if (prefix[i] != (octet >= 'A' && octet <= 'Z' ? octet + 32 : octet)) {
                return false;
            }
        }
        return true;
    }
}
