package dev.dnsmesh.domain.octets;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/** Octets that must not leak: prints as a redaction, compares in constant time, can be wiped. */
public final class Secret implements AutoCloseable {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies {@code bytes}; the caller keeps, and may wipe, its own. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    public static Secret of(Octets octets) {
        return new Secret(octets.toArray());
    }

    public int length() {
        return bytes.length;
    }

    /** A copy, for the one place that needs the octets themselves; wipe it afterwards. */
    public byte[] reveal() {
        return bytes.clone();
    }

    /** Hands out a copy that is wiped when {@code use} returns. */
    public <T> T use(Function<byte[], T> use) {
        byte[] copy = bytes.clone();
        try {
            return use.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Overwrites the octets with zeros. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret s && MessageDigest.isEqual(bytes, s.bytes);
    }

    /** Of the length only, so that the hash says nothing about the octets. */
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "Secret[" + bytes.length + " octets]";
    }
}
