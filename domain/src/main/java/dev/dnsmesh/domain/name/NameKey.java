package dev.dnsmesh.domain.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The order key of a name: its labels from the root downwards, lower-cased, each followed by a zero octet. Keys of the
 * names below {@code n} are exactly the keys that have the key of {@code n} as a proper prefix, so a sorted store finds
 * a name, its descendants and hence empty non-terminals with one seek.
 *
 * <p>A key may be built from a question, whose labels hold any octets. Octets that no stored name can hold are kept, but
 * a zero inside a label becomes 0x01, which no stored name holds either: such a key never equals a stored one.
 *
 * <p>Mutable and reusable, so that a query costs no allocation; not safe for use by several threads at once.
 */
public final class NameKey implements Comparable<NameKey> {
    /** Octets of the longest key: a 255-octet wire name without its root label. */
    public static final int MAX_LENGTH = 254;

    private final byte[] octets = new byte[MAX_LENGTH];
    /** Of {@code octets}, so that comparing with a buffer costs neither a copy nor an object. */
    private final ByteBuffer view = ByteBuffer.wrap(octets);
    private int length;

    /** The root. */
    public NameKey() {
    }

    public static NameKey of(OwnerName name) {
        byte[] wire = name.wire().toArray();
        return new NameKey().setWire(wire, 0);
    }

    /**
     * Takes over the name whose uncompressed wire form starts at {@code offset}.
     *
     * @param wire holds a well-formed name of at most 255 octets there; the caller has checked that
     */
    public NameKey setWire(byte[] wire, int offset) {
        int end = offset;
        while (wire[end] != 0) {
            end += (wire[end] & 0xff) + 1;
        }
        length = end - offset;
        int at = length;
        for (int from = offset; from < end; ) {
            int label = wire[from] & 0xff;
            at -= label + 1;
            for (int i = 0; i < label; i++) {
                byte b = wire[from + 1 + i];
                octets[at + i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b == 0 ? 1 : b;
            }
            octets[at + label] = 0;
            from += label + 1;
        }
        return this;
    }

    /** Takes over a key as {@link #copyTo} wrote it. */
    public NameKey setKey(byte[] key, int offset, int keyLength) {
        System.arraycopy(key, offset, octets, 0, keyLength);
        length = keyLength;
        return this;
    }

    public int length() {
        return length;
    }

    public boolean isRoot() {
        return length == 0;
    }

    /** This name is that of {@code zone} or below it. */
    public boolean isWithin(NameKey zone) {
        return length >= zone.length && Arrays.equals(octets, 0, zone.length, zone.octets, 0, zone.length);
    }

    /** Puts the key at the position of {@code target}, which moves on. */
    public ByteBuffer copyTo(ByteBuffer target) {
        return target.put(octets, 0, length);
    }

    /** What remains in {@code other}, whose position stays, starts with this key. */
    public boolean isPrefixOf(ByteBuffer other) {
        int mismatch = view.limit(length).mismatch(other);
        return other.remaining() >= length && (mismatch < 0 || mismatch == length);
    }

    /** The name in presentation form, for names that can be stored. */
    public OwnerName ownerName() {
        StringBuilder text = new StringBuilder(length);
        int end = length;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && octets[start - 1] != 0) {
                start--;
            }
            if (!text.isEmpty()) {
                text.append('.');
            }
            text.append(new String(octets, start, end - 1 - start, StandardCharsets.ISO_8859_1));
            end = start;
        }
        return new OwnerName(text.toString());
    }

    /** Parents before their children, siblings bytewise. */
    @Override
    public int compareTo(NameKey other) {
        return Arrays.compareUnsigned(octets, 0, length, other.octets, 0, other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameKey k && Arrays.equals(octets, 0, length, k.octets, 0, k.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + octets[i];
        }
        return hash;
    }
}
