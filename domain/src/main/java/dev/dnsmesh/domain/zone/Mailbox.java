package dev.dnsmesh.domain.zone;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * A mail address as a domain name: the RNAME of an SOA (RFC 1035 3.3.13). Its first label is the local part and may hold
 * an escaped dot, so it is kept in uncompressed wire form.
 */
public record Mailbox(Octets wire) {
    /** The mailbox whose domain name is {@code name}. */
    public static Mailbox of(OwnerName name) {
        return new Mailbox(name.wire());
    }

    /**
     * Presentation form with or without the trailing dot; {@code \.} and {@code \\} are octets of a label. Empty for
     * what is not a name of printable ASCII, and for text with {@code @}, which would end up inside a label.
     */
    public static Optional<Mailbox> parse(String text) {
        if (text.length() > 2 * OwnerName.MAX_LENGTH) {
            return Optional.empty();
        }
        String name = text.endsWith(".") && !text.endsWith("\\.") ? text.substring(0, text.length() - 1) : text;
        ByteArrayOutputStream wire = new ByteArrayOutputStream(name.length() + 2);
        byte[] label = new byte[OwnerName.MAX_LABEL];
        int length = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                if (length == 0) {
                    return Optional.empty();
                }
                wire.write(length);
                wire.write(label, 0, length);
                length = 0;
                continue;
            }
            if (name.charAt(i) == '\\' && ++i == name.length()) {
                return Optional.empty();
            }
            char c = name.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '@' || length == label.length) {
                return Optional.empty();
            }
            label[length++] = (byte) c;
        }
        wire.write(0);
        return wire.size() <= OwnerName.MAX_LENGTH + 2
                ? Optional.of(new Mailbox(Octets.of(wire.toByteArray())))
                : Optional.empty();
    }
}
