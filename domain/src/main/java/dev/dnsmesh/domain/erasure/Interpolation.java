package dev.dnsmesh.domain.erasure;

/**
 * The polynomial of degree below k through k points, evaluated elsewhere. Share j stands at x_j: x_0 = 0 and
 * x_j = 2^(j-1), as in the code known from zfec. The value at another x is the sum of the known values, each times its
 * Lagrange coefficient {@code prod (x + x_m) / (x_i + x_m)}, m over the other points.
 */
final class Interpolation {
    private final int[] points;
    /** Logarithm of {@code prod (x_i + x_m)} for every point i. */
    private final int[] denominators;

    /** @param shares indices of the known shares, all different, each below 256 */
    Interpolation(int[] shares) {
        points = new int[shares.length];
        for (int i = 0; i < shares.length; i++) {
            points[i] = point(shares[i]);
        }
        denominators = new int[shares.length];
        for (int i = 0; i < points.length; i++) {
            int sum = 0;
            for (int m = 0; m < points.length; m++) {
                if (m != i) {
                    sum += GaloisField.log(points[i] ^ points[m]);
                }
            }
            denominators[i] = sum % GaloisField.ORDER;
        }
    }

    /** The factors of the known shares, in their order, that give share {@code wanted}, which is none of them. */
    int[] coefficients(int wanted) {
        int x = point(wanted);
        int numerator = 0;
        for (int point : points) {
            numerator += GaloisField.log(x ^ point);
        }
        int[] factors = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            int exponent = numerator - GaloisField.log(x ^ points[i]) - denominators[i] + GaloisField.ORDER;
            factors[i] = GaloisField.power(exponent);
        }
        return factors;
    }

    private static int point(int share) {
        return share == 0 ? 0 : GaloisField.power(share - 1);
    }
}
