package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Locale;
import java.util.Optional;

/** The algorithms a key may have (dns.md 10.5); every other one is refused at creation and answered with BADKEY. */
public enum TsigAlgorithm {
    HMAC_SHA256("hmac-sha256", 32), HMAC_SHA384("hmac-sha384", 48), HMAC_SHA512("hmac-sha512", 64);

    private final String text;
    private final int macLength;

    TsigAlgorithm(String text, int macLength) {
        this.text = text;
        this.macLength = macLength;
    }

    /** Case-insensitive, with or without a trailing dot. */
    public static Optional<TsigAlgorithm> parse(String name) {
        String plain = (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
        for (TsigAlgorithm algorithm : values()) {
            if (algorithm.text.equals(plain)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The name without trailing dot. */
    public String text() {
        return text;
    }

    /** Octets of a full MAC. */
    public int macLength() {
        return macLength;
    }

    /** The algorithm name in uncompressed wire form. */
    public Octets wire() {
        return Octets.concat(Octets.of((byte) text.length()), Octets.utf8(text), Octets.of((byte) 0));
    }
}
