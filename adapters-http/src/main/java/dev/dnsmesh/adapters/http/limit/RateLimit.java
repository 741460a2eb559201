package dev.dnsmesh.adapters.http.limit;

/**
 * A token bucket's numbers (http.md 3).
 *
 * @param perSecond refill, continuous
 * @param burst     capacity; a bucket starts full
 */
public record RateLimit(double perSecond, double burst) {
    /** {@code DMP_HTTP_RATE}, {@code DMP_HTTP_BURST}. */
    public static final RateLimit GENERAL = new RateLimit(10, 100);
    /** {@code DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC}, {@code DMP_REGISTRATION_ENDPOINT_RATE_BURST}. */
    public static final RateLimit REGISTRATION = new RateLimit(5.0 / 3600, 5);
    public static final RateLimit OFF = new RateLimit(0, 0);

    /** No limit where either number is not positive. */
    public boolean isOff() {
        return !(perSecond > 0 && burst > 0);
    }
}
