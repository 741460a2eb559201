package dev.dnsmesh.domain.transfer;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.math.BigInteger;

/**
 * How many rows, and which: the digest is the sum of the SHA-256 of all rows modulo 2^256, so that the order of a storage
 * does not matter, and twice the same row is not the same as once. Two storages that hold the same rows have the same
 * tally, instants compared to the microsecond.
 */
public record RowTally(long count, Octets digest) {
    public static final RowTally NOTHING = new RowTally(0, Octets.of(new byte[32]));
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    public RowTally {
        if (digest.length() != 32) {
            throw new IllegalArgumentException("a digest has 32 octets, not " + digest.length());
        }
    }

    public RowTally plus(TransferRow row) {
        BigInteger sum = number(digest).add(number(Sha256.of(CanonicalRow.of(row)))).mod(MODULUS);
        byte[] octets = new byte[32];
        byte[] digits = sum.toByteArray();
        int length = Math.min(digits.length, 32);
        System.arraycopy(digits, digits.length - length, octets, 32 - length, length);
        return new RowTally(count + 1, Octets.of(octets));
    }

    private static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toArray());
    }
}
