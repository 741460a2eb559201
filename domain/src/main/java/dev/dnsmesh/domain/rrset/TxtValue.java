package dev.dnsmesh.domain.rrset;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/** One TXT value: the character-strings of the RR joined, in UTF-8 (dns.md 4.3). Where they were split carries no meaning. */
public record TxtValue(Octets octets) implements Comparable<TxtValue> {
    /** Of character-strings on the wire. */
    public static final int MAX_STRING = 255;

    public static TxtValue of(String text) {
        return new TxtValue(Octets.utf8(text));
    }

    /** The value that TXT RDATA renders (RFC 1035 3.3.14); empty where it is not one or more whole character-strings. */
    public static Optional<TxtValue> ofRdata(Octets rdata) {
        byte[] joined = new byte[rdata.length()];
        int length = 0;
        int at = 0;
        while (at < rdata.length()) {
            int end = at + 1 + rdata.at(at);
            if (end > rdata.length()) {
                return Optional.empty();
            }
            for (int i = at + 1; i < end; i++) {
                joined[length++] = (byte) rdata.at(i);
            }
            at = end;
        }
        return rdata.isEmpty() ? Optional.empty() : Optional.of(new TxtValue(Octets.of(joined, 0, length)));
    }

    public int length() {
        return octets.length();
    }

    /** Empty where the octets are not UTF-8. */
    public Optional<String> text() {
        return octets.asUtf8();
    }

    /** What an UPDATE may add (dns.md 10.14): not empty, 0x20..0x7E, no quotation mark. */
    public boolean isPrintable() {
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            if (octet < 0x20 || octet > 0x7e || octet == '"') {
                return false;
            }
        }
        return !octets.isEmpty();
    }

    /** SHA-256 of the octets: the value hash of cluster.md 2. */
    public Octets hash() {
        return Sha256.of(octets);
    }

    /** Octets of the RDATA that renders this value: strings of 255, the last one shorter, one empty string at least. */
    public int rdataLength() {
        return rdataLength(octets.length());
    }

    public static int rdataLength(int valueLength) {
        return valueLength + Math.max(1, (valueLength + MAX_STRING - 1) / MAX_STRING);
    }

    @Override
    public int compareTo(TxtValue other) {
        return octets.compareTo(other.octets);
    }
}
