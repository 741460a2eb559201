package dev.dnsmesh.adapters.dns.limit;

import dev.dnsmesh.domain.limit.AddressPrefix;
import dev.dnsmesh.domain.name.NameKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * Response rate limiting for UDP (dns.md 10.9), so that the node is no amplifier: an account per client prefix (IPv4 /24,
 * IPv6 /56), category and name. 100,000 accounts, the least recently used makes room. Safe for all threads; allocates
 * nothing. What is exempt by a valid cookie or a verified TSIG does not come here.
 */
public final class ResponseLimiter {
    public static final int CAPACITY = 100_000;
    private static final double DEEPEST = -15;
    private static final int PREFIX_AND_CATEGORY = 9;

    private final Supplier<ResponseRates> rates;
    private final SipHash hash;
    private final LruTable accounts;
    private final double[] balance;
    private final long[] filledAt;
    private final int[] suppressed;
    private final ThreadLocal<ByteBuffer> scratch =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(PREFIX_AND_CATEGORY + NameKey.MAX_LENGTH));

    /**
     * @param rates asked at each decision, so that a reload takes effect
     * @param key   16 random octets, so that nobody can choose accounts that collide
     */
    public ResponseLimiter(Supplier<ResponseRates> rates, byte[] key) {
        this(rates, key, CAPACITY);
    }

    ResponseLimiter(Supplier<ResponseRates> rates, byte[] key, int capacity) {
        this.rates = rates;
        hash = new SipHash(key);
        accounts = new LruTable(capacity, hash.hash(key, key.length));
        balance = new double[capacity];
        filledAt = new long[capacity];
        suppressed = new int[capacity];
    }

    /** What becomes of the response. */
    public enum Decision {
        SEND,
        /** TC=1 with the question and OPT, RCODE 0, AA=0, empty sections. */
        SLIP, DROP
    }

    /**
     * Of a positive answer.
     *
     * @param address of the client, 4 or 16 octets
     * @param name    QNAME
     * @param nanos   monotonic
     */
    public Decision ofAnswer(byte[] address, NameKey name, long nanos) {
        ResponseRates now = rates.get();
        ByteBuffer account = account(address, Category.ANSWER);
        name.copyTo(account);
        return decide(address, now, now.answers(), now.slip(), account, nanos);
    }

    /** Of NODATA and NXDOMAIN; {@code zone} is the zone of the name, the root where it is in none. */
    public Decision ofNegative(byte[] address, NameKey zone, long nanos) {
        ResponseRates now = rates.get();
        ByteBuffer account = account(address, Category.NEGATIVE);
        zone.copyTo(account);
        return decide(address, now, now.negatives(), now.slip(), account, nanos);
    }

    /** Of REFUSED, FORMERR, NOTIMP, NOTAUTH, SERVFAIL and BADVERS, which are never slipped. */
    public Decision ofError(byte[] address, long nanos) {
        ResponseRates now = rates.get();
        return decide(address, now, now.errors(), 0, account(address, Category.ERROR), nanos);
    }

    private Decision decide(byte[] address, ResponseRates now, double limit, int slip, ByteBuffer account, long nanos) {
        if (!now.enabled() || !(limit > 0) || isExempt(address, now.exempt())) {
            return Decision.SEND;
        }
        return charge(hash.hash(account.array(), account.position()), limit, slip, nanos);
    }

    private synchronized Decision charge(long account, double limit, int slip, long nanos) {
        int slot = accounts.find(account);
        if (slot < 0) {
            slot = accounts.assign(account);
            balance[slot] = limit;
            suppressed[slot] = 0;
        } else {
            double gained = limit * (Math.max(0, nanos - filledAt[slot]) / 1e9);
            balance[slot] = Math.min(limit, balance[slot] + gained);
        }
        filledAt[slot] = nanos;
        balance[slot] = Math.max(DEEPEST * limit, balance[slot] - 1);
        if (balance[slot] >= 0) {
            return Decision.SEND;
        }
        if (slip <= 0 || ++suppressed[slot] < slip) {
            return Decision.DROP;
        }
        suppressed[slot] = 0;
        return Decision.SLIP;
    }

    private enum Category { ANSWER, NEGATIVE, ERROR }

    private static boolean isExempt(byte[] address, List<AddressPrefix> exempt) {
        for (int i = 0; i < exempt.size(); i++) {
            if (exempt.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Starts the account's key: category and prefix, where an IPv4 /24 is kept apart from every IPv6 /56. */
    private ByteBuffer account(byte[] address, Category category) {
        long high = AddressPrefix.high(address);
        long low = AddressPrefix.low(address);
        boolean ipv4 = AddressPrefix.isIpv4(high, low);
        ByteBuffer account = scratch.get().clear();
        account.put((byte) (category.ordinal() << 1 | (ipv4 ? 1 : 0)));
        return account.putLong(ipv4 ? low & 0xffff_ff00L : high & ~0xffL);
    }
}
