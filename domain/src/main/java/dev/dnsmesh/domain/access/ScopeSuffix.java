package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.WhiteSpace;

/**
 * One allowed suffix of a TSIG key (dns.md 6), normalised: trimmed, lower case, without trailing dots, then without one
 * leading dot. Literal suffixes grant ADD and DELETE for themselves and everything below, those with {@code *} grant ADD
 * only. {@code *} stands for zero or more characters and never crosses a dot.
 */
public record ScopeSuffix(String text) implements Comparable<ScopeSuffix> {
    public ScopeSuffix {
        text = normalised(text);
    }

    /** Holds a wildcard, and so never grants a delete. */
    public boolean isWildcard() {
        return text.indexOf('*') >= 0;
    }

    /** Covers the name itself or one above it. Allocates nothing. */
    public boolean covers(OwnerName owner) {
        return coversNormalised(owner.text());
    }

    /** The same for any text, which is trimmed, lower-cased and loses its trailing dots first; its leading dot stays. */
    public boolean covers(String owner) {
        return coversNormalised(withoutTrailingDots(Ascii.lowerCased(WhiteSpace.trim(owner))));
    }

    @Override
    public int compareTo(ScopeSuffix other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    static String withoutTrailingDots(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '.') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String normalised(String text) {
        String bare = withoutTrailingDots(Ascii.lowerCased(WhiteSpace.trim(text)));
        return bare.startsWith(".") ? bare.substring(1) : bare;
    }

    private boolean coversNormalised(String owner) {
        if (isWildcard()) {
            return labelsMatch(owner);
        }
        int boundary = owner.length() - text.length() - 1;
        return owner.equals(text) || boundary >= 0 && owner.charAt(boundary) == '.' && owner.endsWith(text);
    }

    /** Walks the labels of both from the right; labels left of the suffix are free. */
    private boolean labelsMatch(String owner) {
        int patternEnd = text.length();
        int ownerEnd = owner.length();
        while (true) {
            int patternStart = text.lastIndexOf('.', patternEnd - 1) + 1;
            int ownerStart = owner.lastIndexOf('.', ownerEnd - 1) + 1;
            if (!labelMatches(patternStart, patternEnd, owner, ownerStart, ownerEnd)) {
                return false;
            }
            if (patternStart == 0) {
                return true;
            }
            if (ownerStart == 0) {
                return false;
            }
            patternEnd = patternStart - 1;
            ownerEnd = ownerStart - 1;
        }
    }

    /** The first piece is a prefix, the last a suffix, those between are found from left to right, none overlapping. */
    private boolean labelMatches(int from, int to, String owner, int ownerFrom, int ownerTo) {
        int star = text.indexOf('*', from);
        if (star < 0 || star >= to) {
            return ownerTo - ownerFrom == to - from && owner.regionMatches(ownerFrom, text, from, to - from);
        }
        int at = ownerFrom + star - from;
        if (at > ownerTo || !owner.regionMatches(ownerFrom, text, from, star - from)) {
            return false;
        }
        while (true) {
            int piece = star + 1;
            int next = text.indexOf('*', piece);
            if (next < 0 || next >= to) {
                int tail = to - piece;
                return ownerTo - tail >= at && owner.regionMatches(ownerTo - tail, text, piece, tail);
            }
            int found = at;
            while (found + next - piece <= ownerTo && !owner.regionMatches(found, text, piece, next - piece)) {
                found++;
            }
            if (found + next - piece > ownerTo) {
                return false;
            }
            at = found + next - piece;
            star = next;
        }
    }
}
