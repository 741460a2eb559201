package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Ascii;
import java.util.Optional;

/**
 * A domain name as it stands inside a signed record: what the {@link DnRule} admits, without its trailing dot. The case
 * is preserved, but does not count in {@link #sameAs}. {@link #octetLength} is for each field's own cap.
 */
public record DomainName(String text) {
    public DomainName {
        if (!DnRule.admits(text) || text.endsWith(".")) {
            throw new IllegalArgumentException("not a domain name: " + text);
        }
    }

    /** Takes at most one trailing dot, which is dropped; empty where the text breaks the rule. */
    public static Optional<DomainName> parse(String text) {
        return DnRule.admits(text) ? Optional.of(new DomainName(DnRule.withoutTrailingDot(text))) : Optional.empty();
    }

    /** Octets on the wire, the same as characters. */
    public int octetLength() {
        return text.length();
    }

    /** Lower-cased, for comparison and as part of an owner name. */
    public String folded() {
        return Ascii.lowerCased(text);
    }

    /** Equal but for the case of ASCII letters. */
    public boolean sameAs(DomainName other) {
        return Ascii.equalIgnoringCase(text, other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
