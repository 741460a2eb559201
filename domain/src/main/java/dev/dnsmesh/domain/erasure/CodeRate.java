package dev.dnsmesh.domain.erasure;

import java.util.Optional;

/**
 * How a message is cut (records.md 4.6).
 *
 * @param k data shares: any this many of all give the message back
 * @param n all shares; what can be coded has {@code 1 <= k <= n <= 256}, see {@link #of}
 */
public record CodeRate(int k, int n) {
    /** Distinct evaluation points in the field. */
    public static final int MAX_SHARES = 256;
    /** Octets of one share. */
    public static final int BLOCK = 128;
    /** Octets in front of the message that hold its length. */
    public static final int LENGTH_PREFIX = 4;
    /** The longest message that a sender can code: 196 data shares of 255. */
    public static final int MAX_MESSAGE = 196 * BLOCK - LENGTH_PREFIX;

    public CodeRate {
        if (k < 1 || n < k) {
            throw new IllegalArgumentException("no code of " + k + " out of " + n);
        }
    }

    /** The rate a sender uses for a message of so many octets; beyond {@link #MAX_MESSAGE} it is no {@link #isUsable usable} one. */
    public static CodeRate forMessage(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length");
        }
        int k = Math.toIntExact(Math.max(1L, ((long) length + LENGTH_PREFIX + BLOCK - 1) / BLOCK));
        return new CodeRate(k, Math.toIntExact(k + Math.max(1L, (3L * k + 9) / 10)));
    }

    /** The rate a manifest names; empty unless {@code 1 <= k <= n <= 256}. */
    public static Optional<CodeRate> of(long k, long n) {
        return k >= 1 && k <= n && n <= MAX_SHARES ? Optional.of(new CodeRate((int) k, (int) n)) : Optional.empty();
    }

    public boolean isUsable() {
        return n <= MAX_SHARES;
    }
}
