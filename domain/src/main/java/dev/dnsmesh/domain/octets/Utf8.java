package dev.dnsmesh.domain.octets;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8 (records.md 1.5): overlong forms, surrogates and truncated sequences are refused. */
public final class Utf8 {
    private Utf8() {
    }

    /** Empty where the octets are not well-formed. Neither throws nor allocates but for the text. */
    public static Optional<String> decode(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int octets = wellFormed(bytes, at, end);
            if (octets == 0) {
                return Optional.empty();
            }
            at += octets;
        }
        return Optional.of(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    /** Octets of the character there, by Unicode's table of well-formed sequences (3-7); 0 for a malformed one. */
    private static int wellFormed(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int octets = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (octets == 0 || at + octets > end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < octets; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return octets;
    }

    /** {@code text} has {@code min} to {@code max} octets of UTF-8 and no half surrogates, which UTF-8 cannot hold. */
    public static boolean fits(String text, int min, int max) {
        int octets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                octets += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            } else {
                octets += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return octets >= min && octets <= max;
    }
}
