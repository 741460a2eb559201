package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/**
 * The text of a user's bearer token: {@code dmp_v1_} and 52 characters (registration.md 8). Shown once, never stored;
 * prints as a redaction.
 */
public final class UserToken {
    public static final String PREFIX = "dmp_v1_";
    /** Octets of randomness in a token. */
    public static final int RANDOM_LENGTH = 32;
    private static final int DIGITS = 52;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final String text;

    private UserToken(String text) {
        this.text = text;
    }

    /** Of 32 random octets, in RFC 4648 base32 without padding. */
    public static UserToken of(Octets random) {
        if (random.length() != RANDOM_LENGTH) {
            throw new IllegalArgumentException("a token is made of 32 octets, not " + random.length());
        }
        StringBuilder text = new StringBuilder(PREFIX);
        int held = 0;
        int bits = 0;
        for (int i = 0; i < random.length(); i++) {
            held = held << 8 | random.at(i);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >>> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        return new UserToken(text.append(ALPHABET.charAt(held << 5 - bits & 31)).toString());
    }

    /** The shape test before any lookup: 52 of {@code A-Z 0-9} after the prefix, a letter among them (http.md 2.4). */
    public static Optional<UserToken> parse(String text) {
        if (text.length() != PREFIX.length() + DIGITS || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        boolean letter = false;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            letter |= c >= 'A';
        }
        return letter ? Optional.of(new UserToken(text)) : Optional.empty();
    }

    public TokenHash hash() {
        return new TokenHash(Sha256.of(Octets.utf8(text)));
    }

    /** The text itself, to be shown once. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserToken t && hash().equals(t.hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
