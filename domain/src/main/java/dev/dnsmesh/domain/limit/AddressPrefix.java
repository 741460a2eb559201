package dev.dnsmesh.domain.limit;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The addresses that share the first {@code bits} bits. An IPv4 address inside IPv6 ({@code ::ffff:0:0/96}) counts as the
 * IPv4 address. Immutable; compares without allocating.
 */
public final class AddressPrefix {
    private final long high;
    private final long low;
    private final int bits;

    /** @param bits of 128; those of an IPv4 prefix count behind {@code ::ffff:0:0/96} */
    private AddressPrefix(long high, long low, int bits) {
        this.high = high & mask(bits);
        this.low = low & mask(bits - 64);
        this.bits = bits;
    }

    /** {@code address} or {@code address/bits}, literals only; empty for anything else. */
    public static Optional<AddressPrefix> parse(String text) {
        int slash = text.indexOf('/');
        byte[] address;
        try {
            address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
        int width = address.length * 8;
        int length = slash < 0 ? width : number(text, slash + 1, width);
        return length < 0 ? Optional.empty()
                : Optional.of(new AddressPrefix(high(address), low(address), length + 128 - width));
    }

    /**
     * The prefix that the address lies in.
     *
     * @param address 4 or 16 octets
     */
    public static AddressPrefix of(byte[] address, int bitsOfIpv4, int bitsOfIpv6) {
        long high = high(address);
        long low = low(address);
        return new AddressPrefix(high, low, isIpv4(high, low) ? bitsOfIpv4 + 96 : bitsOfIpv6);
    }

    /** @param address 4 or 16 octets */
    public boolean contains(byte[] address) {
        return (high(address) & mask(bits)) == high && (low(address) & mask(bits - 64)) == low;
    }

    /** The first 64 of the 128 bits of an address; an IPv4 address is taken as {@code ::ffff:a.b.c.d}. */
    public static long high(byte[] address) {
        return address.length == 4 ? 0 : word(address, 0);
    }

    /** The last 64 bits. */
    public static long low(byte[] address) {
        return address.length == 4
                ? 0xffff_0000_0000L | (address[0] & 0xffL) << 24 | (address[1] & 0xffL) << 16
                | (address[2] & 0xffL) << 8 | address[3] & 0xffL
                : word(address, 8);
    }

    /** The 128 bits stand for an IPv4 address. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPrefix p && high == p.high && low == p.low && bits == p.bits;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + bits;
    }

    /** The number of bits only: addresses do not belong into logs by accident. */
    @Override
    public String toString() {
        return "AddressPrefix[/" + bits + " of 128]";
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
    }

    private static long word(byte[] address, int from) {
        long word = 0;
        for (int i = from; i < from + 8; i++) {
            word = word << 8 | address[i] & 0xff;
        }
        return word;
    }

    /** At most three decimal digits up to {@code max}; -1 for anything else. */
    private static int number(String text, int from, int max) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 3) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number <= max ? number : -1;
    }
}
