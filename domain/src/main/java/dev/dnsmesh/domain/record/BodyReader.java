package dev.dnsmesh.domain.record;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * Reads the fields of a body in order, big-endian and unsigned. A field that is not there reads as zeros and is
 * remembered, so that a parser asks once, at the end, whether all was {@link #complete}. Never throws.
 */
public final class BodyReader {
    private final Octets body;
    private int at;
    private boolean sound = true;

    public BodyReader(Octets body) {
        this.body = body;
    }

    public int u8() {
        return (int) number(1);
    }

    public int u16() {
        return (int) number(2);
    }

    public long u32() {
        return number(4);
    }

    public long u64() {
        return number(8);
    }

    public UnixTime time() {
        return new UnixTime(u64());
    }

    public Ed25519PublicKey ed25519() {
        return new Ed25519PublicKey(octets(Ed25519PublicKey.LENGTH));
    }

    public X25519PublicKey x25519() {
        return new X25519PublicKey(octets(X25519PublicKey.LENGTH));
    }

    /** A field of fixed, small length. */
    public Octets octets(int length) {
        if (!has(length)) {
            return Octets.of(new byte[length]);
        }
        at += length;
        return body.slice(at - length, at);
    }

    /** UTF-8 of {@code length} octets; the empty text, remembered as wrong, where they are absent or malformed. */
    public String text(int length) {
        if (!has(length)) {
            return "";
        }
        at += length;
        Optional<String> text = body.slice(at - length, at).asUtf8();
        sound = sound && text.isPresent();
        return text.orElse("");
    }

    /** Passes over {@code expected}; anything else is remembered as wrong. */
    public BodyReader expect(Octets expected) {
        sound = octets(expected.length()).equals(expected) && sound;
        return this;
    }

    public int remaining() {
        return body.length() - at;
    }

    /** Nothing so far was absent or wrong. */
    public boolean isSound() {
        return sound;
    }

    /** Everything was there, and nothing is left over. */
    public boolean complete() {
        return sound && remaining() == 0;
    }

    private long number(int length) {
        if (!has(length)) {
            return 0;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | body.at(at++);
        }
        return value;
    }

    private boolean has(int length) {
        sound = sound && remaining() >= length;
        return sound;
    }
}
