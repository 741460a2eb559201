package dev.dnsmesh.domain.limit;

/**
 * What a token bucket allows. It starts full, refills continuously and holds no more than {@code burst}.
 *
 * @param perSecond tokens gained in a second
 * @param burst     size of the bucket; the limit is off where either number is not positive
 */
public record Rate(double perSecond, double burst) {
    public static final Rate UNLIMITED = new Rate(0, 0);

    public boolean isOff() {
        return !(perSecond > 0 && burst > 0);
    }

    /** What a bucket that held {@code tokens} holds after {@code elapsedNanos}. */
    public double refilled(double tokens, long elapsedNanos) {
        return Math.min(burst, tokens + perSecond * (Math.max(0, elapsedNanos) / 1e9));
    }
}
