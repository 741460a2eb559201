package dev.dnsmesh.domain.erasure;

/** GF(2^8) modulo x^8+x^4+x^3+x^2+1 (0x11D) with generator 2: addition is XOR, bit i of an octet is the coefficient of x^i. */
final class GaloisField {
    static final int SIZE = 256;
    /** Order of the generator: exponents count modulo this. */
    static final int ORDER = SIZE - 1;
    private static final int POLYNOMIAL = 0x11d;
    private static final int[] EXP = new int[ORDER];
    private static final int[] LOG = new int[SIZE];
    /** Row {@code c} holds {@code c·v} at {@code v}: one look-up an octet where many octets share a factor. */
    private static final byte[][] PRODUCT = new byte[SIZE][SIZE];

    static {
        int power = 1;
        for (int i = 0; i < ORDER; i++) {
            EXP[i] = power;
            LOG[power] = i;
            power <<= 1;
            if (power >= SIZE) {
                power ^= POLYNOMIAL;
            }
        }
        for (int a = 1; a < SIZE; a++) {
            for (int b = 1; b < SIZE; b++) {
                PRODUCT[a][b] = (byte) EXP[(LOG[a] + LOG[b]) % ORDER];
            }
        }
    }

    private GaloisField() {
    }

    /** The generator to the power of {@code exponent}, which may be any non-negative number. */
    static int power(int exponent) {
        return EXP[exponent % ORDER];
    }

    /** The exponent of a non-zero element, 0 to 254. */
    static int log(int element) {
        return LOG[element];
    }

    /** Adds {@code factor} times {@code length} octets of {@code from} to those of {@code to}. */
    static void addScaled(int factor, byte[] from, int fromOffset, byte[] to, int toOffset, int length) {
        byte[] row = PRODUCT[factor];
        for (int i = 0; i < length; i++) {
            to[toOffset + i] ^= row[from[fromOffset + i] & 0xff];
        }
    }
}
