package dev.dnsmesh.bootstrap.settings;

/** A token bucket's figures; off when either is 0 or less. */
public record RateLimit(double perSecond, double burst) {
    public boolean isOn() {
        return perSecond > 0 && burst > 0;
    }
}
