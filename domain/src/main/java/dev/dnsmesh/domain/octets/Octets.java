package dev.dnsmesh.domain.octets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** An immutable sequence of octets, ordered bytewise unsigned. Not for secrets: see {@link Secret}. */
public final class Octets implements Comparable<Octets> {
    public static final Octets EMPTY = new Octets(new byte[0]);
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Octets of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
    }

    /** Copies {@code bytes[from, to)}. */
    public static Octets of(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    /** Copies what remains in the buffer, whose position stays. */
    public static Octets of(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return copy.length == 0 ? EMPTY : new Octets(copy);
    }

    public static Octets utf8(String text) {
        return text.isEmpty() ? EMPTY : new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hex digits of either case; empty unless every character is one and their number is even. */
    public static Optional<Octets> fromHex(String hex) {
        if (hex.length() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < hex.length(); i++) {
            if (!HexFormat.isHexDigit(hex.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(of(HEX.parseHex(hex)));
    }

    public static Octets concat(Octets... parts) {
        int length = 0;
        for (Octets part : parts) {
            length = Math.addExact(length, part.length());
        }
        byte[] all = new byte[length];
        int at = 0;
        for (Octets part : parts) {
            at = part.copyTo(all, at);
        }
        return new Octets(all);
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The octet at {@code index} as 0..255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    public Octets slice(int from, int to) {
        return of(bytes, from, to);
    }

    public boolean startsWith(Octets prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    public byte[] toArray() {
        return bytes.clone();
    }

    /** A read-only view. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Copies all octets to {@code target} from {@code offset}; returns the offset after them. */
    public int copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
        return offset + bytes.length;
    }

    /** Lower-case hex. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    /** Decoded as strict UTF-8; empty where the octets are not well-formed. */
    public Optional<String> asUtf8() {
        return Utf8.decode(bytes, 0, bytes.length);
    }

    @Override
    public int compareTo(Octets other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets o && Arrays.equals(bytes, o.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hex, cut after 64 octets. */
    @Override
    public String toString() {
        return bytes.length <= 64 ? hex() : HEX.formatHex(bytes, 0, 64) + "... (" + bytes.length + " octets)";
    }
}
