package dev.dnsmesh.domain.access;

/**
 * One allowed suffix of a TSIG key (dns.md 6), normalised: trimmed, lower case, without trailing dots, then without one
 * leading dot. Literal suffixes grant ADD and DELETE, those with {@code *} grant ADD only.
 */
public record ScopeSuffix(String text) implements Comparable<ScopeSuffix> {
    /** Holds a wildcard, and so never grants a delete. */
    public boolean isWildcard() {
        return text.indexOf('*') >= 0;
    }

    @Override
    public int compareTo(ScopeSuffix other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
