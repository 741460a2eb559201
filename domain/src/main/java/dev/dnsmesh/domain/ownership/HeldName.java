package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the ownership registry maps to one holder: a subject ({@code local@domain}, W3), or a literal name in a zone
 * ({@code id-...}, {@code mb-...}, {@code _dnsmesh-claim-...}, W1 and W2). A name that a token writes over HTTP and one
 * that a key writes by UPDATE are the same name.
 */
public record HeldName(String text) implements Comparable<HeldName> {
    public static HeldName of(Subject subject) {
        return new HeldName(subject.text());
    }

    /** What a key holds: nothing unless a registered key and a subject stand behind it. */
    static SortedSet<HeldName> of(TsigKey key) {
        SortedSet<HeldName> names = new TreeSet<>();
        if (key.registered().isPresent() && key.subject().isPresent()) {
            names.add(of(key.subject().get()));
            names.addAll(of(key.suffixes()));
        }
        return names;
    }

    /** The literal names among the suffixes: others are shared, or whole zones. */
    static SortedSet<HeldName> of(Set<ScopeSuffix> suffixes) {
        SortedSet<HeldName> names = new TreeSet<>();
        for (ScopeSuffix suffix : suffixes) {
            String text = suffix.text();
            if (!suffix.isWildcard()
                    && (text.startsWith("id-") || text.startsWith("mb-") || text.startsWith("_dnsmesh-claim-"))) {
                names.add(new HeldName(text));
            }
        }
        return names;
    }

    /** What a token holds: its subject and the two hashes of its local part in its domain, unless it holds nothing. */
    static SortedSet<HeldName> of(Token token) {
        SortedSet<HeldName> names = new TreeSet<>();
        if (token.holds()) {
            Subject subject = token.subject();
            names.add(of(subject));
            names.add(new HeldName("id-" + Sha256.hex(16, subject.local()) + "." + subject.domain()));
            names.add(new HeldName("id-" + Sha256.hex(12, subject.local()) + "." + subject.domain()));
        }
        return names;
    }

    public boolean isSubject() {
        return text.indexOf('@') >= 0;
    }

    @Override
    public int compareTo(HeldName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
