package dev.dnsmesh.domain.erasure;

import static dev.dnsmesh.domain.erasure.CodeRate.BLOCK;
import static dev.dnsmesh.domain.erasure.CodeRate.LENGTH_PREFIX;

import dev.dnsmesh.domain.octets.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a message into n shares of 128 octets, any k of which give it back (records.md 4.6). Shares 0 to k-1 are the
 * message itself behind its length, padded with zeros; the others are parity. The matrix is that of zfec.
 */
public final class ErasureCode {
    private ErasureCode() {
    }

    /** All shares in order; empty if the message is longer than {@link CodeRate#MAX_MESSAGE}. */
    public static Optional<List<Octets>> encode(Octets message) {
        CodeRate rate = CodeRate.forMessage(message.length());
        return rate.isUsable() ? Optional.of(encode(message, rate)) : Optional.empty();
    }

    private static List<Octets> encode(Octets message, CodeRate rate) {
        byte[] data = new byte[rate.k() * BLOCK];
        writeLength(message.length(), data);
        message.copyTo(data, LENGTH_PREFIX);
        List<Octets> shares = new ArrayList<>(rate.n());
        for (int i = 0; i < rate.k(); i++) {
            shares.add(Octets.of(data, i * BLOCK, (i + 1) * BLOCK));
        }
        int[] dataShares = new int[rate.k()];
        Arrays.setAll(dataShares, i -> i);
        Interpolation polynomial = new Interpolation(dataShares);
        byte[] parity = new byte[BLOCK];
        for (int j = rate.k(); j < rate.n(); j++) {
            Arrays.fill(parity, (byte) 0);
            int[] factors = polynomial.coefficients(j);
            for (int i = 0; i < rate.k(); i++) {
                GaloisField.addScaled(factors[i], data, i * BLOCK, parity, 0, BLOCK);
            }
            shares.add(Octets.of(parity));
        }
        return List.copyOf(shares);
    }

    /**
     * The message that the k lowest shares give; empty where there are too few, where the rate is unusable, where one of
     * those shares has not 128 octets, or where the length in front does not fit. Shares with an index outside 0 to n-1
     * do not count. What is wrong in a share is not noticed here: shares are checked before.
     */
    public static Optional<Octets> decode(CodeRate rate, Map<Integer, Octets> shares) {
        int k = rate.k();
        int[] used = shares.keySet().stream().mapToInt(Integer::intValue)
                .filter(index -> index >= 0 && index < rate.n()).sorted().limit(k).toArray();
        if (!rate.isUsable() || used.length < k) {
            return Optional.empty();
        }
        byte[][] blocks = new byte[k][];
        for (int i = 0; i < k; i++) {
            blocks[i] = shares.get(used[i]).toArray();
            if (blocks[i].length != BLOCK) {
                return Optional.empty();
            }
        }
        byte[] data = new byte[k * BLOCK];
        boolean[] present = new boolean[k];
        for (int i = 0; i < k && used[i] < k; i++) {
            System.arraycopy(blocks[i], 0, data, used[i] * BLOCK, BLOCK);
            present[used[i]] = true;
        }
        if (used[k - 1] >= k) {
            restore(used, blocks, present, data);
        }
        long length = readLength(data);
        return length > data.length - LENGTH_PREFIX ? Optional.empty()
                : Optional.of(Octets.of(data, LENGTH_PREFIX, LENGTH_PREFIX + (int) length));
    }

    private static void restore(int[] used, byte[][] blocks, boolean[] present, byte[] data) {
        Interpolation polynomial = new Interpolation(used);
        for (int missing = 0; missing < present.length; missing++) {
            if (!present[missing]) {
                int[] factors = polynomial.coefficients(missing);
                for (int i = 0; i < used.length; i++) {
                    GaloisField.addScaled(factors[i], blocks[i], 0, data, missing * BLOCK, BLOCK);
                }
            }
        }
    }

    private static void writeLength(int length, byte[] data) {
        for (int i = 0; i < LENGTH_PREFIX; i++) {
            data[i] = (byte) (length >>> 8 * (LENGTH_PREFIX - 1 - i));
        }
    }

    private static long readLength(byte[] data) {
        long length = 0;
        for (int i = 0; i < LENGTH_PREFIX; i++) {
            length = length << 8 | data[i] & 0xff;
        }
        return length;
    }
}
