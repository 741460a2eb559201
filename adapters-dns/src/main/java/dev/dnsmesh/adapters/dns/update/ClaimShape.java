package dev.dnsmesh.adapters.dns.update;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.domain.record.TimeLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells on the octets, and without allocating, whether TXT RDATA has what a claim shows on its face (dns.md 5.5): prefix and
 * magic, base64 of the length that its mailbox domain demands, the slot of its owner, and times that hold now. Never stricter
 * than the use case. Reused; not safe for use by several threads at once.
 */
final class ClaimShape {
    private static final int MOST = 255;
    /** Where the base64 begins. */
    private static final int PREFIX = 15;
    /** The prefix, and as much of the magic {@code DMPCL01} in base64 as does not depend on what follows. */
    private static final byte[] START = "v=dmp1;t=claim;RE1QQ0wwM".getBytes(StandardCharsets.US_ASCII);
    /** Octets of magic, message and sender: here stands the length of the domain. */
    private static final int DOMAIN_LENGTH = 55;
    private static final int LONGEST_DOMAIN = 43;
    /** Octets of all but the domain, the signature's 64 among them. */
    private static final int FIXED = DOMAIN_LENGTH + 1 + 1 + 8 + 8 + 64;
    /** Octets of the shortest RDATA: one string with a domain of one octet. */
    static final int SHORTEST_RDATA = 1 + PREFIX + base64(FIXED + 1);
    /** Seconds by which the use case may read the clock later. */
    private static final long LATER = 2;
    private static final byte[] SEXTETS = sextets();

    private final byte[] value = new byte[MOST];

    private static int base64(int octets) {
        return (octets + 2) / 3 * 4;
    }

    private static byte[] sextets() {
        byte[] sextets = new byte[256];
        Arrays.fill(sextets, (byte) -1);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            sextets[digits.charAt(i)] = (byte) i;
        }
        return sextets;
    }

    /**
     * Whether {@code message[from, end)} could be a claim for this slot.
     *
     * @param now Unix seconds
     */
    boolean fits(byte[] message, int from, int end, int slot, long now) {
        int length = join(message, from, end);
        if (length < SHORTEST_RDATA - 1 || !Arrays.equals(value, 0, START.length, START, 0, START.length)) {
            return false;
        }
        int domain = octet(DOMAIN_LENGTH);
        return domain >= 1 && domain <= LONGEST_DOMAIN && length - PREFIX == base64(FIXED + domain)
                && isBase64(length, FIXED + domain) && octet(DOMAIN_LENGTH + 1 + domain) == slot
                && holds(time(DOMAIN_LENGTH + 2 + domain), time(DOMAIN_LENGTH + 10 + domain), now);
    }

    /** Puts the strings together; -1 where they are no RDATA of a TXT record, or hold more than a claim may. */
    private int join(byte[] message, int from, int end) {
        int joined = 0;
        int at = from;
        while (at < end) {
            int octets = Wire.u8(message, at);
            if (octets > end - at - 1 || octets > MOST - joined) {
                return -1;
            }
            System.arraycopy(message, at + 1, value, joined, octets);
            joined += octets;
            at += 1 + octets;
        }
        return joined;
    }

    private boolean isBase64(int length, int octets) {
        int digits = (octets * 8 + 5) / 6;
        int worst = 0;
        for (int i = PREFIX; i < PREFIX + digits; i++) {
            worst |= SEXTETS[value[i] & 0xff];
        }
        for (int i = PREFIX + digits; i < length; i++) {
            worst |= value[i] == '=' ? 0 : -1;
        }
        return worst >= 0;
    }

    private static boolean holds(long sent, long expires, long now) {
        return sent >= 0 && expires > sent && expires > now && sent - now <= TimeLimits.SKEW.toSeconds() + LATER
                && expires - now <= TimeLimits.SHORT_LIVED.toSeconds() + LATER;
    }

    private long time(int index) {
        long time = 0;
        for (int i = 0; i < 8; i++) {
            time = time << 8 | octet(index + i);
        }
        return time;
    }

    /** The octet at this place of what the base64 stands for; any number where it is none. */
    private int octet(int index) {
        int digit = PREFIX + index / 3 * 4 + index % 3;
        int bits = SEXTETS[value[digit] & 0xff] << 6 | SEXTETS[value[digit + 1] & 0xff] & 0x3f;
        return bits >> 4 - 2 * (index % 3) & 0xff;
    }
}
