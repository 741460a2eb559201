package dev.dnsmesh.domain.octets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256, and the short hex digests that owner names are made of (records.md 3). */
public final class Sha256 {
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::newDigest);

    private Sha256() {
    }

    public static Octets of(Octets... parts) {
        MessageDigest digest = DIGEST.get();
        for (Octets part : parts) {
            digest.update(part.asBuffer());
        }
        return Octets.of(digest.digest());
    }

    public static Octets of(byte[] bytes) {
        return Octets.of(DIGEST.get().digest(bytes));
    }

    /** The digest as a secret, of octets that are one. */
    public static Secret secret(byte[] secret, Octets suffix) {
        MessageDigest digest = DIGEST.get();
        digest.update(secret);
        digest.update(suffix.asBuffer());
        byte[] value = digest.digest();
        try {
            return Secret.of(value);
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    /** The first {@code digits} of the lower-case hex digest ({@code hexN} of records.md). */
    public static String hex(int digits, Octets... parts) {
        return of(parts).hex().substring(0, digits);
    }

    public static String hex(int digits, String text) {
        return hex(digits, Octets.utf8(text));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
