package dev.dnsmesh.adapters.dns.limit;

import dev.dnsmesh.domain.limit.AddressPrefix;
import dev.dnsmesh.domain.limit.Rate;
import java.util.function.Supplier;

/**
 * The token bucket in front of everything, per IPv4 address or IPv6 /64 (dns.md 2 and 10.9); each transport has its own.
 * 10,000 sources are remembered, the least recently seen makes room. Safe for all threads; allocates nothing.
 */
public final class SourceLimiter {
    public static final int CAPACITY = 10_000;
    /** No IPv6 source lies in ff00::/8, so that these 64 bits cannot be the first ones of such an address. */
    private static final long IPV4 = 0xffff_ffff_0000_0000L;

    private final Supplier<Rate> rate;
    private final LruTable sources;
    private final double[] tokens;
    private final long[] filledAt;

    /**
     * @param rate asked at each decision, so that a reload takes effect
     * @param seed random
     */
    public SourceLimiter(Supplier<Rate> rate, long seed) {
        this.rate = rate;
        sources = new LruTable(CAPACITY, seed);
        tokens = new double[CAPACITY];
        filledAt = new long[CAPACITY];
    }

    /**
     * One more request of this source may be looked at.
     *
     * @param address 4 or 16 octets
     * @param nanos   monotonic
     */
    public boolean admits(byte[] address, long nanos) {
        Rate now = rate.get();
        return now.isOff() || take(sourceOf(address), now, nanos);
    }

    private synchronized boolean take(long source, Rate now, long nanos) {
        int slot = sources.find(source);
        if (slot < 0) {
            slot = sources.assign(source);
            tokens[slot] = now.burst();
        } else {
            tokens[slot] = now.refilled(tokens[slot], nanos - filledAt[slot]);
        }
        filledAt[slot] = nanos;
        if (tokens[slot] < 1) {
            return false;
        }
        tokens[slot]--;
        return true;
    }

    private static long sourceOf(byte[] address) {
        long high = AddressPrefix.high(address);
        long low = AddressPrefix.low(address);
        return AddressPrefix.isIpv4(high, low) ? IPV4 | low & 0xffff_ffffL : high;
    }
}
