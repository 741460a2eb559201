package dev.dnsmesh.domain.record;

import dev.dnsmesh.domain.octets.Octets;
import java.io.ByteArrayOutputStream;

/** Writes the fields of a body in order, big-endian. The caller has checked that each fits its field. */
public final class BodyWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    public BodyWriter octets(Octets octets) {
        out.writeBytes(octets.toArray());
        return this;
    }

    public BodyWriter u8(int value) {
        return number(value, 1);
    }

    public BodyWriter u16(int value) {
        return number(value, 2);
    }

    public BodyWriter u32(long value) {
        return number(value, 4);
    }

    public BodyWriter u64(long value) {
        return number(value, 8);
    }

    public BodyWriter time(UnixTime time) {
        return u64(time.seconds());
    }

    /** One octet of length, then UTF-8. */
    public BodyWriter text8(String text) {
        Octets utf8 = Octets.utf8(text);
        return u8(utf8.length()).octets(utf8);
    }

    /** Two octets of length, then UTF-8. */
    public BodyWriter text16(String text) {
        Octets utf8 = Octets.utf8(text);
        return u16(utf8.length()).octets(utf8);
    }

    public Octets body() {
        return Octets.of(out.toByteArray());
    }

    private BodyWriter number(long value, int length) {
        for (int shift = (length - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }
}
