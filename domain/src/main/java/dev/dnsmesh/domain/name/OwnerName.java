package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * The owner name of a record that can be stored: labels of 1 to 63 octets of {@code a-z 0-9 - _}, at most 253
 * characters, kept in lower case without a trailing dot (dns.md 10.14). Queries may ask for any octets: see
 * {@link NameKey}.
 */
public record OwnerName(String text) implements Comparable<OwnerName> {
    public static final int MAX_LENGTH = 253;
    public static final int MAX_LABEL = 63;
    private static final String CLAIM = "claim-";
    private static final String MAILBOX = ".mb-";

    public OwnerName {
        text = lowerCased(text);
        if (!storable(text)) {
            throw new IllegalArgumentException("not a storable owner name: " + text);
        }
    }

    /** Takes either case and at most one trailing dot; empty where the text is not a storable owner name. */
    public static Optional<OwnerName> parse(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String lower = lowerCased(name);
        return storable(lower) ? Optional.of(new OwnerName(lower)) : Optional.empty();
    }

    /**
     * The name in uncompressed wire form, in either case; empty where a label holds what cannot be stored (dns.md
     * 10.14), and for the root.
     *
     * @param wire well-formed: labels of 1 to 63 octets, ended by the root label, 255 octets at most
     */
    public static Optional<OwnerName> ofWire(Octets wire) {
        StringBuilder text = new StringBuilder(wire.length());
        for (int at = 0; wire.at(at) != 0; at += wire.at(at) + 1) {
            if (at > 0) {
                text.append('.');
            }
            for (int i = at + 1; i <= at + wire.at(at); i++) {
                if (wire.at(i) == '.') {
                    return Optional.empty();
                }
                text.append((char) wire.at(i));
            }
        }
        String lower = lowerCased(text.toString());
        return storable(lower) ? Optional.of(new OwnerName(lower)) : Optional.empty();
    }

    /** This name is {@code zone} or lies below it. */
    public boolean isWithin(OwnerName zone) {
        return text.equals(zone.text) || isBelow(zone);
    }

    /** This name has {@code ancestor} as a proper suffix of whole labels. */
    public boolean isBelow(OwnerName ancestor) {
        int boundary = text.length() - ancestor.text.length() - 1;
        return boundary > 0 && text.charAt(boundary) == '.' && text.endsWith(ancestor.text);
    }

    /** What stands above {@code zone}, without the dot between; empty unless this name is below it. */
    public Optional<String> relativeTo(OwnerName zone) {
        return isBelow(zone)
                ? Optional.of(text.substring(0, text.length() - zone.text.length() - 1))
                : Optional.empty();
    }

    /** {@code labels} (dot-separated) put before this name; empty where the result is not storable. */
    public Optional<OwnerName> child(String labels) {
        return parse(labels + "." + text);
    }

    /** A claim of some zone may stand here: {@code claim-<digit>.mb-<12 hex digits>.<zone>} (dns.md 10.15). */
    public boolean isOfClaim() {
        int mailboxAt = CLAIM.length() + 1 + MAILBOX.length();
        int zoneAt = mailboxAt + MailboxHash.LENGTH;
        return text.length() > zoneAt && text.charAt(zoneAt) == '.' && text.startsWith(CLAIM)
                && text.charAt(CLAIM.length()) >= '0' && text.charAt(CLAIM.length()) <= '9'
                && text.startsWith(MAILBOX, CLAIM.length() + 1)
                && HexDigits.lowerCase(text.substring(mailboxAt, zoneAt), MailboxHash.LENGTH);
    }

    /** Uncompressed wire form (RFC 1035 3.1), lower case, with the root label. */
    public Octets wire() {
        byte[] wire = new byte[text.length() + 2];
        int lengthAt = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                wire[lengthAt] = (byte) (i - lengthAt);
                lengthAt = i + 1;
            } else {
                wire[i + 1] = (byte) text.charAt(i);
            }
        }
        return Octets.of(wire);
    }

    @Override
    public int compareTo(OwnerName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    /** ASCII letters only: U+212A and its kind stay what they are (and are then refused). */
    private static String lowerCased(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                char[] chars = text.toCharArray();
                for (int j = i; j < chars.length; j++) {
                    if (chars[j] >= 'A' && chars[j] <= 'Z') {
                        chars[j] += 'a' - 'A';
                    }
                }
                return new String(chars);
            }
        }
        return text;
    }

    private static boolean storable(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        int label = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else {
                if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') || ++label > MAX_LABEL) {
                    return false;
                }
            }
        }
        return label > 0;
    }
}
