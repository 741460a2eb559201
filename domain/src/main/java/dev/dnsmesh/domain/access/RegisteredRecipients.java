package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The mailboxes of a zone whose owners are registered, and so may be sent claims (dns.md 9). */
public final class RegisteredRecipients {
    private static final String MAILBOX = "mb-";
    private static final Pattern LITERAL_MAILBOX = Pattern.compile("mb-[0-9a-f]{12}");

    private RegisteredRecipients() {
    }

    public static SortedSet<MailboxHash> of(Collection<TsigKey> keys, OwnerName zone, Instant now) {
        SortedSet<MailboxHash> hashes = new TreeSet<>();
        for (TsigKey key : keys) {
            if (key.isActiveAt(now)) {
                hashes.addAll(of(key, zone));
            }
        }
        return hashes;
    }

    /** What one key contributes while it is active. */
    public static SortedSet<MailboxHash> of(TsigKey key, OwnerName zone) {
        SortedSet<MailboxHash> hashes = new TreeSet<>();
        boolean coversMailboxes = false;
        for (ScopeSuffix suffix : key.suffixes()) {
            if (suffix.text().equals(zone.text())) {
                coversMailboxes = true;
            } else if (suffix.text().endsWith("." + zone.text())) {
                String above = suffix.text().substring(0, suffix.text().length() - zone.text().length() - 1);
                coversMailboxes |= coversMailboxes(above);
                if (LITERAL_MAILBOX.matcher(above).matches()) {
                    hashes.add(new MailboxHash(above.substring(MAILBOX.length())));
                }
            }
        }
        if (coversMailboxes) {
            key.proven().ifPresent(x25519 -> hashes.add(MailboxHash.of(UserId.of(x25519))));
        }
        return Collections.unmodifiableSortedSet(hashes);
    }

    /**
     * Every hash that the key may contribute in any zone: what an index of the keystore holds, to be checked with
     * {@link #of(TsigKey, OwnerName)} for the zone asked.
     */
    public static SortedSet<MailboxHash> candidates(TsigKey key) {
        SortedSet<MailboxHash> hashes = new TreeSet<>();
        key.proven().ifPresent(x25519 -> hashes.add(MailboxHash.of(UserId.of(x25519))));
        for (ScopeSuffix suffix : key.suffixes()) {
            int dot = suffix.text().indexOf('.');
            String label = dot < 0 ? suffix.text() : suffix.text().substring(0, dot);
            if (LITERAL_MAILBOX.matcher(label).matches()) {
                hashes.add(new MailboxHash(label.substring(MAILBOX.length())));
            }
        }
        return Collections.unmodifiableSortedSet(hashes);
    }

    private static boolean coversMailboxes(String above) {
        int dot = above.indexOf('.');
        if (dot < 0) {
            return above.startsWith(MAILBOX);
        }
        String right = above.substring(dot + 1);
        return right.startsWith(MAILBOX) && right.indexOf('.') < 0
                && (above.startsWith("slot-") || above.startsWith("claim-"));
    }
}
