package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The domains whose subjects may register (registration.md 5); empty = any. Child domains do not match. */
public record Allowlist(Set<String> domains) {
    /** Every domain may register. */
    public static final Allowlist ANY = new Allowlist(Set.of());

    public Allowlist {
        domains = Set.copyOf(domains);
    }

    /** Trims each entry, drops blank ones, lower-cases, removes trailing dots; a lone dot stays and matches nothing. */
    public static Allowlist of(Collection<String> entries) {
        Set<String> domains = new LinkedHashSet<>();
        for (String entry : entries) {
            String trimmed = Ascii.lowerCased(WhiteSpace.trim(entry));
            if (!trimmed.isEmpty()) {
                domains.add(ScopeSuffix.withoutTrailingDots(trimmed));
            }
        }
        return new Allowlist(domains);
    }

    public boolean allowsAny() {
        return domains.isEmpty();
    }

    public boolean allows(Subject subject) {
        return allows(subject.text());
    }

    /** Compares what stands after the last {@code @}; a text without one is refused by any list but the empty one. */
    boolean allows(String subject) {
        int at = subject.lastIndexOf('@');
        return domains.isEmpty() || at >= 0 && domains.contains(subject.substring(at + 1));
    }
}
