package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a key is called and what it may write, derived at registration (dns.md 8). */
public final class KeyScope {
    /** Of the part of a key name before the zone. */
    private static final int MAX_LABEL = 63;
    private static final int NAME_KEY_DIGITS = 8;
    private static final int CLAIM_KEY_DIGITS = 16;

    private KeyScope() {
    }

    /**
     * {@code <local>-<8 hex of the key>-<h6(subject)>.<zone>.} Empty where the part before the zone is longer than 63
     * characters (local part over 47) or the whole is no key name.
     */
    public static Optional<TsigKeyName> keyName(Subject subject, Ed25519PublicKey key, OwnerName zone) {
        return keyName(subject.local(), key.hex(), zone.text(), subject.text());
    }

    /** The same for a key that no Ed25519 key stands behind: {@code digits} are 8 random hex digits. */
    public static Optional<TsigKeyName> keyName(Subject subject, String digits, OwnerName zone) {
        return keyName(subject.local(), digits, zone.text(), subject.text());
    }

    /** The suffixes of a key in that mode; {@code proven} where possession of the X25519 key was proven. */
    public static SortedSet<ScopeSuffix> suffixes(
            Subject subject, Ed25519PublicKey key, OwnerName zone, Optional<X25519PublicKey> proven, ScopeMode mode) {
        return sorted(suffixes(subject.local(), key.hex(), zone.text(), proven, mode));
    }

    /** The same for a key that no Ed25519 key stands behind: {@code digits} are 16 random hex digits. */
    public static SortedSet<ScopeSuffix> suffixes(
            Subject subject, String digits, OwnerName zone, Optional<X25519PublicKey> proven, ScopeMode mode) {
        return sorted(suffixes(subject.local(), digits, zone.text(), proven, mode));
    }

    /** The literal suffix of a proven X25519 key: {@code mb-<hash>.<zone>}. */
    public static ScopeSuffix mailbox(X25519PublicKey proven, OwnerName zone) {
        return new ScopeSuffix("mb-" + MailboxHash.of(UserId.of(proven)) + "." + zone);
    }

    /** On texts, each trimmed and lower-cased; an empty subject leaves its part out. */
    static Optional<TsigKeyName> keyName(String local, String key, String zone, String subject) {
        String user = folded(local);
        String origin = ScopeSuffix.withoutTrailingDots(folded(zone));
        if (user.isEmpty() || origin.isEmpty()) {
            return Optional.empty();
        }
        String who = folded(subject);
        String label = user + "-" + head(folded(key), NAME_KEY_DIGITS) + (who.isEmpty() ? "" : "-" + Sha256.hex(6, who));
        return label.length() <= MAX_LABEL ? TsigKeyName.parse(label + "." + origin) : Optional.empty();
    }

    /** On texts, in the order of the table; empty where the zone, the local part or the key is. */
    static List<ScopeSuffix> suffixes(
            String local, String key, String zone, Optional<X25519PublicKey> proven, ScopeMode mode) {
        String user = folded(local);
        String holder = folded(key);
        String origin = ScopeSuffix.withoutTrailingDots(folded(zone));
        if (user.isEmpty() || holder.isEmpty() || origin.isEmpty()) {
            return List.of();
        }
        if (mode == ScopeMode.LOOSE) {
            return List.of(new ScopeSuffix(origin));
        }
        List<String> labels = new ArrayList<>(List.of("id-" + Sha256.hex(16, user), "id-" + Sha256.hex(12, user),
                "_dnsmesh-claim-" + head(holder, CLAIM_KEY_DIGITS)));
        if (mode == ScopeMode.DEFAULT) {
            labels.addAll(List.of("_dnsmesh-claim-*", "slot-*.mb-*", "chunk-*-*", "claim-*.mb-*"));
        }
        proven.ifPresent(x25519 -> labels.add("mb-" + MailboxHash.of(UserId.of(x25519))));
        return labels.stream().map(label -> new ScopeSuffix(label + "." + origin)).toList();
    }

    private static SortedSet<ScopeSuffix> sorted(List<ScopeSuffix> suffixes) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(suffixes));
    }

    private static String folded(String text) {
        return Ascii.lowerCased(WhiteSpace.trim(text));
    }

    private static String head(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
