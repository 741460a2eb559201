package dev.dnsmesh.domain.octets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * RFC 4648 section 4, padded and canonical (records.md 1.2): foreign characters, missing or surplus padding, anything
 * after it, and non-zero unused bits in the last quantum are refused.
 */
public final class StrictBase64 {
    private static final byte[] VALUE = new byte[128];

    static {
        java.util.Arrays.fill(VALUE, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUE[alphabet.charAt(i)] = (byte) i;
        }
    }

    private StrictBase64() {
    }

    public static String encode(Octets octets) {
        return new String(Base64.getEncoder().encode(octets.toArray()), StandardCharsets.ISO_8859_1);
    }

    public static Optional<Octets> decode(String text) {
        int length = text.length();
        if (length % 4 != 0) {
            return Optional.empty();
        }
        if (length == 0) {
            return Optional.of(Octets.EMPTY);
        }
        int padding = text.charAt(length - 1) != '=' ? 0 : text.charAt(length - 2) != '=' ? 1 : 2;
        byte[] out = new byte[length / 4 * 3 - padding];
        int written = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < length - padding; i++) {
            char c = text.charAt(i);
            int value = c < 128 ? VALUE[c] : -1;
            if (value < 0) {
                return Optional.empty();
            }
            held = held << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[written++] = (byte) (held >>> bits);
                held &= (1 << bits) - 1;
            }
        }
        return held == 0 ? Optional.of(Octets.of(out)) : Optional.empty();
    }
}
