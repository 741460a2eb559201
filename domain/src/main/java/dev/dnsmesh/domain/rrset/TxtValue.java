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
