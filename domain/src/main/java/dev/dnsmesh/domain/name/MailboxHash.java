package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Sha256;

/** The label part that finds a mailbox: the first 12 lower-case hex digits of SHA-256 of the recipient's id. */
public record MailboxHash(String digits) implements Comparable<MailboxHash> {
    public static final int LENGTH = 12;

    public MailboxHash {
        if (!HexDigits.lowerCase(digits, LENGTH)) {
            throw new IllegalArgumentException("a mailbox hash is 12 lower-case hex digits: " + digits);
        }
    }

    public static MailboxHash of(UserId recipient) {
        return new MailboxHash(Sha256.hex(LENGTH, recipient.octets()));
    }

    @Override
    public int compareTo(MailboxHash other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
