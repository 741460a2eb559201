package dev.dnsmesh.domain.record.claim;

import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a claim stands below a zone: {@code claim-<slot>.mb-<recipient>} (dns.md 5.5 and 10.15). */
public record ClaimOwner(SlotNumber slot, MailboxHash recipient) {
    private static final Pattern LABELS = Pattern.compile("claim-([0-9])\\.mb-([0-9a-f]{12})");
    /** What other implementations take for a claim's owner. */
    private static final Pattern ANY_SLOT = Pattern.compile("claim-[0-9]+\\.mb-[0-9a-f]{12}");

    /** Empty unless these two labels are all that stands above the zone. */
    public static Optional<ClaimOwner> of(OwnerName owner, OwnerName zone) {
        return owner.relativeTo(zone).flatMap(ClaimOwner::ofLabels);
    }

    /**
     * The same for texts, which are trimmed, lower-cased and lose trailing dots first; an empty zone matches nothing.
     */
    public static Optional<ClaimOwner> parse(String owner, String zone) {
        String name = folded(owner);
        String origin = "." + folded(zone);
        return origin.length() > 1 && name.endsWith(origin)
                ? ofLabels(name.substring(0, name.length() - origin.length()))
                : Optional.empty();
    }

    /** A claim's owner, or one but for a slot number that no mailbox has. */
    public static boolean resembles(OwnerName owner, OwnerName zone) {
        return owner.relativeTo(zone).filter(labels -> ANY_SLOT.matcher(labels).matches()).isPresent();
    }

    private static Optional<ClaimOwner> ofLabels(String labels) {
        Matcher match = LABELS.matcher(labels);
        return match.matches()
                ? SlotNumber.of(labels.charAt(match.start(1)) - '0')
                        .map(slot -> new ClaimOwner(slot, new MailboxHash(match.group(2))))
                : Optional.empty();
    }

    private static String folded(String name) {
        String text = Ascii.lowerCased(WhiteSpace.trim(name));
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '.') {
            end--;
        }
        return text.substring(0, end);
    }
}
