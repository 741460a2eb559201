package dev.dnsmesh.adapters.dns.codec;

/**
 * What the OPT record of a request says (RFC 6891 6.1), with the options that this node knows: NSID, COOKIE, TCP
 * keepalive, padding. Reused from message to message.
 */
public final class EdnsRequest {
    static final int OPTION_NSID = 3;
    static final int OPTION_COOKIE = 10;
    static final int OPTION_KEEPALIVE = 11;
    static final int OPTION_PADDING = 12;
    /** Options that one request may bring; there are some twenty kinds, and few clients send more than two. */
    static final int MAX_OPTIONS = 64;

    private boolean present;
    private int payloadSize;
    private int version;
    private boolean dnssecOk;
    private boolean nsid;
    private boolean keepalive;
    private boolean padded;
    private int cookieAt;
    private int cookieLength;

    void clear() {
        present = false;
        payloadSize = 0;
        version = 0;
        dnssecOk = false;
        nsid = false;
        keepalive = false;
        padded = false;
        cookieAt = 0;
        cookieLength = 0;
    }

    /**
     * Takes over an OPT record.
     *
     * @param fixedAt offset of its TYPE field
     * @param end     offset after its RDATA
     * @return false where the options do not fill the RDATA exactly, or are too many; options of other versions are not read
     */
    boolean read(byte[] message, int fixedAt, int end) {
        payloadSize = Wire.u16(message, fixedAt + 2);
        version = Wire.u8(message, fixedAt + 5);
        dnssecOk = (message[fixedAt + 6] & 0x80) != 0;
        present = version != 0 || readOptions(message, fixedAt + Wire.FIXED, end);
        return present;
    }

    private boolean readOptions(byte[] message, int from, int end) {
        int at = from;
        for (int options = 1; at < end; options++) {
            if (end - at < 4 || options > MAX_OPTIONS) {
                return false;
            }
            int length = Wire.u16(message, at + 2);
            if (end - at - 4 < length) {
                return false;
            }
            switch (Wire.u16(message, at)) {
                case OPTION_NSID -> nsid = true;
                case OPTION_KEEPALIVE -> keepalive = true;
                case OPTION_PADDING -> padded = true;
                case OPTION_COOKIE -> {
                    // RFC 7873 5.2: only the first one counts
                    if (cookieAt == 0) {
                        cookieAt = at + 4;
                        cookieLength = length;
                    }
                }
                default -> {
                    // unknown options are ignored
                }
            }
            at += 4 + length;
        }
        return true;
    }

    /** A valid OPT record was in the request. */
    public boolean isPresent() {
        return present;
    }

    /** The requestor's UDP payload size as sent. */
    public int payloadSize() {
        return payloadSize;
    }

    public int version() {
        return version;
    }

    public boolean dnssecOk() {
        return dnssecOk;
    }

    public boolean asksNsid() {
        return nsid;
    }

    public boolean asksKeepalive() {
        return keepalive;
    }

    public boolean isPadded() {
        return padded;
    }

    public boolean hasCookie() {
        return cookieAt != 0;
    }

    /** Offset of the cookie in the message. */
    public int cookieAt() {
        return cookieAt;
    }

    public int cookieLength() {
        return cookieLength;
    }

    /** A client part alone, or with a server part of 8 to 32 octets (RFC 7873 4). */
    public boolean isCookieWellFormed() {
        return cookieLength == 8 || cookieLength >= 16 && cookieLength <= 40;
    }
}
