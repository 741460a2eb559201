package dev.dnsmesh.domain.name;

import java.util.Optional;

/**
 * Owner names as text, byte for byte as every implementation of the protocol builds them (records.md 3.1). Zones go in as
 * they are given but for trailing dots where a rule drops them. What we publish or ask for goes through
 * {@link RelativeName#under} instead, with a zone normalised once.
 */
public final class OwnerNameText {
    private OwnerNameText() {
    }

    public static String slot(SlotNumber slot, MailboxHash mailbox, String zone) {
        return RelativeName.slot(slot, mailbox).before(zone);
    }

    public static String chunk(int index, MessageKey message, String zone) {
        return RelativeName.chunk(index, message).before(zone);
    }

    /** Empty for an empty zone. */
    public static Optional<String> claim(SlotNumber slot, MailboxHash mailbox, String zone) {
        return inGivenZone(RelativeName.claim(slot, mailbox), zone);
    }

    public static String hashedIdentity(String username, String zone) {
        return RelativeName.identityOf(username).before(withoutTrailingDots(zone));
    }

    public static String anchoredIdentity(String host) {
        return RelativeName.IDENTITY_ANCHOR.before(withoutTrailingDots(host));
    }

    public static String prekeys(String username, String zone) {
        return RelativeName.prekeysOf(username).before(withoutTrailingDots(zone));
    }

    public static String hashedRotation(String username, String zone) {
        return RelativeName.rotationOf(username).before(withoutTrailingDots(zone));
    }

    public static String anchoredRotation(String host) {
        return RelativeName.ROTATION_ANCHOR.before(withoutTrailingDots(host));
    }

    /** Empty where {@code clusterName} breaks the DN rule (records.md 1.6). */
    public static Optional<String> cluster(String clusterName) {
        return inDomain(RelativeName.CLUSTER, clusterName);
    }

    /** Empty where {@code userDomain} breaks the DN rule. */
    public static Optional<String> bootstrap(String userDomain) {
        return inDomain(RelativeName.BOOTSTRAP, userDomain);
    }

    /** Empty where {@code clusterName} breaks the DN rule. */
    public static Optional<String> clusterRotation(String clusterName) {
        return inDomain(RelativeName.CLUSTER_ROTATION, clusterName);
    }

    /** Empty where {@code userDomain} breaks the DN rule. */
    public static Optional<String> bootstrapRotation(String userDomain) {
        return inDomain(RelativeName.BOOTSTRAP_ROTATION, userDomain);
    }

    /** Empty for an empty zone. */
    public static Optional<String> heartbeat(String zone) {
        return inGivenZone(RelativeName.HEARTBEAT, zone);
    }

    /** Empty for an empty zone. */
    public static Optional<String> seen(String zone) {
        return inGivenZone(RelativeName.SEEN, zone);
    }

    static String withoutTrailingDots(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '.') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Optional<String> inGivenZone(RelativeName name, String zone) {
        return zone.isEmpty() ? Optional.empty() : Optional.of(name.before(zone));
    }

    private static Optional<String> inDomain(RelativeName name, String domain) {
        return DomainName.parse(domain).map(parsed -> name.before(parsed.text()));
    }
}
