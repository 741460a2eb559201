package dev.dnsmesh.adapters.dns.codec;

import dev.dnsmesh.domain.dns.RrType;
import java.util.Arrays;

/**
 * The OPT record of a response (dns.md 10.7): version 0, DO copied, and the options that were asked for. Reused from
 * message to message.
 */
public final class EdnsResponse {
    private static final int FIXED = 11;
    private static final int OPTION_HEADER = 4;
    private static final int PADDED_MULTIPLE = 468;
    private static final int NO_KEEPALIVE = -1;
    private static final byte[] NONE = new byte[0];

    private final byte[] cookie = new byte[40];
    private boolean present;
    private boolean dnssecOk;
    private boolean padded;
    private int payloadSize;
    private int cookieLength;
    private int keepalive;
    private byte[] nsid = NONE;

    /** No OPT at all. */
    public void clear() {
        present = false;
        dnssecOk = false;
        padded = false;
        payloadSize = 0;
        cookieLength = 0;
        keepalive = NO_KEEPALIVE;
        nsid = NONE;
    }

    /** An OPT without options, iff the request has one. */
    public void answering(EdnsRequest request, int ownPayloadSize) {
        clear();
        present = request.isPresent();
        dnssecOk = request.dnssecOk();
        payloadSize = ownPayloadSize;
    }

    /** @param id put into the NSID option as it stands; empty = no option */
    public void nsid(byte[] id) {
        nsid = id;
    }

    /** @param deciseconds idle timeout in units of 100 ms (RFC 7828) */
    public void keepalive(int deciseconds) {
        keepalive = Math.min(deciseconds, 0xffff);
    }

    /** Pads the whole message to the next multiple of 468 octets (RFC 8467), or up to its limit. */
    public void padded() {
        padded = true;
    }

    /** Where the COOKIE option's octets go, client part first; {@link #cookieLength(int)} says how many there are. */
    public byte[] cookie() {
        return cookie;
    }

    public void cookieLength(int length) {
        cookieLength = length;
    }

    /** Octets of the record without padding; 0 when there is none. */
    int size() {
        return present ? FIXED + optionSize(nsid.length) + optionSize(cookieLength)
                + (keepalive == NO_KEEPALIVE ? 0 : OPTION_HEADER + 2) : 0;
    }

    /**
     * Writes the record.
     *
     * @param extended high eight bits of the extended RCODE
     * @param limit    offset that the message must not exceed, {@code after} included
     * @param after    octets that will follow the record
     * @return the offset after the record
     */
    int write(byte[] message, int start, int extended, int limit, int after) {
        message[start] = 0;
        int at = Wire.put16(message, start + 1, RrType.OPT.code());
        at = Wire.put16(message, at, payloadSize);
        at = Wire.put32(message, at, (long) extended << 24 | (dnssecOk ? 0x8000 : 0));
        int options = at + 2;
        at = options;
        if (nsid.length > 0) {
            at = option(message, at, EdnsRequest.OPTION_NSID, nsid, nsid.length);
        }
        if (cookieLength > 0) {
            at = option(message, at, EdnsRequest.OPTION_COOKIE, cookie, cookieLength);
        }
        if (keepalive != NO_KEEPALIVE) {
            at = Wire.put16(message, at, EdnsRequest.OPTION_KEEPALIVE);
            at = Wire.put16(message, at, 2);
            at = Wire.put16(message, at, keepalive);
        }
        if (padded && at + OPTION_HEADER + after <= limit) {
            at = padding(message, at, limit, after);
        }
        Wire.put16(message, options - 2, at - options);
        return at;
    }

    private static int padding(byte[] message, int start, int limit, int after) {
        int bare = start + OPTION_HEADER + after;
        int whole = (bare + PADDED_MULTIPLE - 1) / PADDED_MULTIPLE * PADDED_MULTIPLE;
        int zeros = Math.min(whole, limit) - bare;
        int at = Wire.put16(message, start, EdnsRequest.OPTION_PADDING);
        at = Wire.put16(message, at, zeros);
        Arrays.fill(message, at, at + zeros, (byte) 0);
        return at + zeros;
    }

    private static int option(byte[] message, int start, int code, byte[] data, int length) {
        int at = Wire.put16(message, start, code);
        at = Wire.put16(message, at, length);
        System.arraycopy(data, 0, message, at, length);
        return at + length;
    }

    private static int optionSize(int length) {
        return length == 0 ? 0 : OPTION_HEADER + length;
    }
}
