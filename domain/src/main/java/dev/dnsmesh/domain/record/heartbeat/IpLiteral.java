package dev.dnsmesh.domain.record.heartbeat;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * IP addresses as text, read strictly and without any resolver: IPv4 in four decimal parts without leading zeros, IPv6
 * as RFC 4291 2.2 writes it, without zone id.
 */
public final class IpLiteral {
    private static final int V4_PARTS = 4;
    private static final int V6_GROUPS = 8;
    private static final int MAX_DIGITS = 4;

    private IpLiteral() {
    }

    /** The four octets of a dotted quad. */
    public static Optional<Octets> v4(String text) {
        byte[] address = new byte[V4_PARTS];
        return text.length() <= 15 && readV4(text, address, 0) ? Optional.of(Octets.of(address)) : Optional.empty();
    }

    /** The sixteen octets of an IPv6 address, without brackets. */
    public static Optional<Octets> v6(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        byte[] head = new byte[2 * V6_GROUPS];
        if (gap < 0) {
            return readGroups(text, head, true) == V6_GROUPS ? Optional.of(Octets.of(head)) : Optional.empty();
        }
        String tailText = text.substring(gap + 2);
        byte[] tail = new byte[2 * V6_GROUPS];
        int before = gap == 0 ? 0 : readGroups(text.substring(0, gap), head, false);
        int after = tailText.isEmpty() ? 0 : readGroups(tailText, tail, true);
        if (before < 0 || after < 0 || before + after >= V6_GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, head, 2 * (V6_GROUPS - after), 2 * after);
        return Optional.of(Octets.of(head));
    }

    /** Groups read into {@code out}, at most eight; -1 where the text is malformed. The last may be a dotted quad. */
    private static int readGroups(String text, byte[] out, boolean quadAllowed) {
        int groups = 0;
        int at = 0;
        while (at <= text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            String group = text.substring(at, end);
            if (quadAllowed && colon < 0 && group.indexOf('.') >= 0) {
                return groups <= V6_GROUPS - 2 && readV4(group, out, 2 * groups) ? groups + 2 : -1;
            }
            if (group.isEmpty() || group.length() > MAX_DIGITS || groups == V6_GROUPS) {
                return -1;
            }
            int value = 0;
            for (int i = 0; i < group.length(); i++) {
                int digit = hexDigit(group.charAt(i));
                if (digit < 0) {
                    return -1;
                }
                value = value << 4 | digit;
            }
            out[2 * groups] = (byte) (value >>> 8);
            out[2 * groups + 1] = (byte) value;
            groups++;
            at = end + 1;
        }
        return groups;
    }

    private static boolean readV4(String text, byte[] out, int offset) {
        int parts = 0;
        int at = 0;
        while (at <= text.length()) {
            int dot = text.indexOf('.', at);
            int end = dot < 0 ? text.length() : dot;
            int length = end - at;
            if (parts == V4_PARTS || length < 1 || length > 3 || length > 1 && text.charAt(at) == '0') {
                return false;
            }
            int value = 0;
            for (int i = at; i < end; i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    return false;
                }
                value = value * 10 + c - '0';
            }
            if (value > 255) {
                return false;
            }
            out[offset + parts++] = (byte) value;
            at = end + 1;
        }
        return parts == V4_PARTS;
    }

    private static int hexDigit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
