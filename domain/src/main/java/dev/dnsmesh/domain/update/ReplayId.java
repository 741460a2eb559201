package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.octets.Octets;

/** First 16 octets of SHA-256(lower-case key name in wire form, MAC): names one signed UPDATE (dns.md 10.6). */
public record ReplayId(Octets octets) {
    public static final int LENGTH = 16;

    public ReplayId {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("a replay id has 16 octets");
        }
    }
}
