package dev.dnsmesh.adapters.http.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** IP addresses from octets and from text, never from a name. */
public final class Addresses {
    /** The longest literal has 45 characters; with brackets, a scope id and a port it may have as many again. */
    private static final int MAX_TEXT = 128;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final int NO_NUMBER = -1;

    private Addresses() {
    }

    static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length, wrongLength);
        }
    }

    /**
     * An IPv4 or IPv6 literal (RFC 4291 2.2, RFC 5952), brackets and a port allowed as proxies write them, a scope id
     * ignored; IPv4-mapped becomes IPv4. Empty for anything else: names, and the other ways to write IPv4, which
     * programs read differently. Throws nothing and asks nobody.
     */
    public static Optional<InetAddress> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        String whole = withoutPort(text.strip());
        int scope = whole.indexOf('%');
        String literal = scope < 0 ? whole : whole.substring(0, scope);
        byte[] octets = new byte[literal.indexOf(':') < 0 ? IPV4 : IPV6];
        boolean read = octets.length == IPV6 ? ipv6(literal, octets) : scope < 0 && ipv4(literal, octets, 0);
        return read ? Optional.of(of(octets)) : Optional.empty();
    }

    /** What stands before a port, or nothing where what follows is none. */
    private static String withoutPort(String text) {
        boolean bracketed = text.startsWith("[");
        int end = bracketed ? text.indexOf(']') : text.indexOf(':');
        if (end < 0 || !bracketed && end != text.lastIndexOf(':')) {
            return bracketed ? "" : text;
        }
        String rest = text.substring(bracketed ? end + 1 : end);
        boolean portless = bracketed && rest.isEmpty();
        if (!portless && (!rest.startsWith(":") || number(rest, 1, rest.length(), 5, 10) == NO_NUMBER)) {
            return "";
        }
        // only what has colons of its own stands in brackets
        return bracketed && text.lastIndexOf(':', end) < 0 ? "" : text.substring(bracketed ? 1 : 0, end);
    }

    /** Four numbers up to 255 without leading zeros. */
    private static boolean ipv4(String text, byte[] into, int from) {
        int at = 0;
        for (int octet = 0; octet < IPV4; octet++) {
            int dot = text.indexOf('.', at);
            int end = octet == IPV4 - 1 ? text.length() : dot;
            int number = end < 0 ? NO_NUMBER : number(text, at, end, 3, 10);
            if (number == NO_NUMBER || number > 255 || text.charAt(at) == '0' && end - at > 1) {
                return false;
            }
            into[from + octet] = (byte) number;
            at = end + 1;
        }
        return true;
    }

    /** Eight groups, or fewer where {@code ::} stands for the rest; the last two may be written as IPv4. */
    private static boolean ipv6(String text, byte[] into) {
        boolean startsWithGap = text.startsWith("::");
        int at = startsWithGap ? 2 : 0;
        int gap = startsWithGap ? 0 : NO_NUMBER;
        int written = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (colon < 0 && text.indexOf('.', at) >= 0) {
                if (written > IPV6 - IPV4 || !ipv4(text.substring(at), into, written)) {
                    return false;
                }
                written += IPV4;
                break;
            }
            int group = written == IPV6 ? NO_NUMBER : number(text, at, end, 4, 16);
            if (group == NO_NUMBER || colon == text.length() - 1) {
                return false;
            }
            into[written++] = (byte) (group >> 8);
            into[written++] = (byte) group;
            at = end + 1;
            if (colon >= 0 && text.charAt(at) == ':') {
                if (gap != NO_NUMBER) {
                    return false;
                }
                gap = written;
                at++;
            }
        }
        return gap == NO_NUMBER ? written == IPV6 : opened(into, gap, written);
    }

    /** Moves what follows the gap to the end. */
    private static boolean opened(byte[] octets, int gap, int written) {
        if (written == IPV6) {
            return false;
        }
        int moved = written - gap;
        System.arraycopy(octets, gap, octets, IPV6 - moved, moved);
        Arrays.fill(octets, gap, IPV6 - moved, (byte) 0);
        return true;
    }

    private static int number(String text, int from, int to, int maxDigits, int radix) {
        if (from >= to || to - from > maxDigits) {
            return NO_NUMBER;
        }
        int number = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            int value = digit < 0x80 ? Character.digit(digit, radix) : NO_NUMBER;
            if (value < 0) {
                return NO_NUMBER;
            }
            number = number * radix + value;
        }
        return number;
    }
}
