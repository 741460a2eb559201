package dev.dnsmesh.adapters.dns.limit;

/**
 * SipHash-2-4 with a 64-bit result: the hash of RFC 9018 cookies, and of tables that strangers fill. Immutable; safe for
 * all threads; allocates nothing.
 */
final class SipHash {
    static final int KEY_LENGTH = 16;

    private final long k0;
    private final long k1;

    /** @param key 16 octets */
    SipHash(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a SipHash key has 16 octets, not " + key.length);
        }
        k0 = word(key, 0);
        k1 = word(key, 8);
    }

    /** Of {@code data[0, length)}. */
    long hash(byte[] data, int length) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int words = length / 8;
        for (int i = 0; i <= words; i++) {
            long m = i < words ? word(data, 8 * i) : tail(data, length);
            v3 ^= m;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= m;
        }
        v2 ^= 0xff;
        for (int round = 0; round < 4; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** The last octets, filled up with zeros, and the length on top. */
    private static long tail(byte[] data, int length) {
        long tail = (long) length << 56;
        for (int i = length & ~7; i < length; i++) {
            tail |= (data[i] & 0xffL) << 8 * (i & 7);
        }
        return tail;
    }

    private static long word(byte[] data, int from) {
        long word = 0;
        for (int i = 7; i >= 0; i--) {
            word = word << 8 | data[from + i] & 0xff;
        }
        return word;
    }
}
