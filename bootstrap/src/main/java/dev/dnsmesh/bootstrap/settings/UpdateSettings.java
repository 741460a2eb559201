package dev.dnsmesh.bootstrap.settings;

/**
 * What may be written. Caps of 0 mean no cap.
 *
 * @param maxTtl        seconds
 * @param maxFudge      seconds
 * @param dailyBytes    added by one key in 24 hours; 0 = no cap
 * @param replayEntries remembered at once
 */
public record UpdateSettings(boolean enabled, int maxTtl, int maxValueBytes, int maxValuesPerName, int maxFudge, RateLimit perKey,
                             long dailyBytes, long replayEntries, Claims claims) {
    /**
     * Unsigned first-contact claims (dns.md 5.5, 10.15).
     *
     * @param receiverRole for users registered here
     * @param maxTtl       seconds; 0 = no cap
     */
    public record Claims(boolean receiverRole, int maxTtl, RateLimit perRecipient, RateLimit perSource, int maxTotal) {
    }
}
