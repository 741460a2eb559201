package dev.dnsmesh.domain.record.claim;

import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/**
 * The zone a claim sends its reader to: 1 to 43 octets that the DN rule admits, where a label may start with
 * {@code _} (records.md 2.5). Kept as written, case and trailing dot included, because the signature covers it.
 */
public record MailboxDomain(String text) {
    /** Longer ones would push the claim over 255 octets: such a zone cannot be claimed. */
    public static final int MAX_LENGTH = 43;

    public MailboxDomain {
        if (!isMailboxDomain(text)) {
            throw new IllegalArgumentException("not a mailbox domain: " + text);
        }
    }

    public static Optional<MailboxDomain> parse(String text) {
        return isMailboxDomain(text) ? Optional.of(new MailboxDomain(text)) : Optional.empty();
    }

    /** The zone as an owner name: lower case, no trailing dot. */
    public OwnerName zone() {
        return new OwnerName(DnRule.withoutTrailingDot(text));
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isMailboxDomain(String text) {
        return text.length() <= MAX_LENGTH && DnRule.admitsZone(text);
    }
}
