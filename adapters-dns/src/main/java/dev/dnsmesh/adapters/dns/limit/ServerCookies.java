package dev.dnsmesh.adapters.dns.limit;

import java.util.Optional;

/**
 * Interoperable server cookies (RFC 7873, RFC 9018, dns.md 10.8). An option's data is 8 octets from the client, and the
 * server part behind them: version 1, three zeros, 4 octets of Unix time, 8 octets of hash. Safe for all threads.
 */
public final class ServerCookies {
    public static final int CLIENT_LENGTH = 8;
    /** Octets of the data of a COOKIE option that we send: client part and server part. */
    public static final int OPTION_LENGTH = 24;
    private static final int LONGEST = 40;
    private static final int HASHED = 16;
    private static final int OLDEST = 3600;
    private static final int RENEWED_AFTER = 1800;
    private static final int MOST_AHEAD = 300;
    private static final byte VERSION = 1;

    private final SipHash current;
    private final Optional<SipHash> previous;

    public ServerCookies(CookieSecrets secrets) {
        current = secrets.current().use(SipHash::new);
        previous = secrets.previous().map(secret -> secret.use(SipHash::new));
    }

    /** A COOKIE option may have data of this many octets; FORMERR otherwise. */
    public static boolean isWellFormed(int optionLength) {
        return optionLength == CLIENT_LENGTH || optionLength >= CLIENT_LENGTH + 8 && optionLength <= LONGEST;
    }

    /** Option data of this length brings a server part, valid or not. */
    public static boolean hasServerPart(int optionLength) {
        return optionLength > CLIENT_LENGTH;
    }

    /**
     * Judges the cookie of a request and writes the one of its response.
     *
     * @param option  holds the well-formed option data of the request from {@code offset}
     * @param address 4 or 16 octets of the client
     * @param target  receives {@link #OPTION_LENGTH} octets from {@code targetOffset}: the client part, and the server
     *                part of the request while it is valid and no more than 1,800 s old, else a fresh one
     * @return the request brought a valid server part: its address is proven
     */
    public boolean answer(byte[] option, int offset, int length, byte[] address, long nowSeconds, byte[] target,
                          int targetOffset) {
        byte[] hashed = new byte[HASHED + address.length];
        System.arraycopy(address, 0, hashed, HASHED, address.length);
        int age = length == OPTION_LENGTH ? (int) nowSeconds - number(option, offset + 12) : Integer.MAX_VALUE;
        System.arraycopy(option, offset, hashed, 0, Math.min(length, HASHED));
        boolean valid = length == OPTION_LENGTH && option[offset + CLIENT_LENGTH] == VERSION
                && age <= OLDEST && age >= -MOST_AHEAD && hashHolds(hashed, option, offset + HASHED);
        System.arraycopy(option, offset, target, targetOffset, CLIENT_LENGTH);
        if (valid && age <= RENEWED_AFTER) {
            System.arraycopy(option, offset + CLIENT_LENGTH, target, targetOffset + CLIENT_LENGTH, 16);
        } else {
            writeFresh(hashed, nowSeconds, target, targetOffset);
        }
        return valid;
    }

    private boolean hashHolds(byte[] hashed, byte[] option, int hashAt) {
        long claimed = 0;
        for (int i = 7; i >= 0; i--) {
            claimed = claimed << 8 | option[hashAt + i] & 0xff;
        }
        // Whole words are compared, and both hashes are always made: time does not tell how much was right.
        boolean byCurrent = (claimed ^ current.hash(hashed, hashed.length)) == 0;
        boolean byPrevious = previous.isPresent() && (claimed ^ previous.get().hash(hashed, hashed.length)) == 0;
        return byCurrent | byPrevious;
    }

    private void writeFresh(byte[] hashed, long nowSeconds, byte[] target, int targetOffset) {
        hashed[8] = VERSION;
        hashed[9] = hashed[10] = hashed[11] = 0;
        for (int i = 0; i < 4; i++) {
            hashed[12 + i] = (byte) (nowSeconds >>> 24 - 8 * i);
        }
        System.arraycopy(hashed, CLIENT_LENGTH, target, targetOffset + CLIENT_LENGTH, 8);
        long hash = current.hash(hashed, hashed.length);
        for (int i = 0; i < 8; i++) {
            target[targetOffset + 16 + i] = (byte) (hash >>> 8 * i);
        }
    }

    private static int number(byte[] octets, int at) {
        return (octets[at] & 0xff) << 24 | (octets[at + 1] & 0xff) << 16 | (octets[at + 2] & 0xff) << 8
                | octets[at + 3] & 0xff;
    }
}
