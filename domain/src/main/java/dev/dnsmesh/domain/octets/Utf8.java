package dev.dnsmesh.domain.octets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8 (records.md 1.5): overlong forms, surrogates and truncated sequences are refused. */
public final class Utf8 {
    private Utf8() {
    }

    public static Optional<String> decode(byte[] bytes, int offset, int length) {
        boolean ascii = true;
        for (int i = offset; i < offset + length && ascii; i++) {
            ascii = bytes[i] >= 0;
        }
        if (ascii) {
            return Optional.of(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length)).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
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
