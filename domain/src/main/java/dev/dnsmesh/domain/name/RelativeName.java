package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.Sha256;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in front of the zone in an owner name of the protocol (records.md 3.1). User names are hashed as UTF-8
 * exactly as written, without case folding.
 */
public record RelativeName(String labels) {
    /** {@code dmp}: the identity of the user whose own zone this is. */
    public static final RelativeName IDENTITY_ANCHOR = new RelativeName("dmp");
    /** {@code rotate.dmp}: rotations and revocations of that user. */
    public static final RelativeName ROTATION_ANCHOR = new RelativeName("rotate.dmp");
    public static final RelativeName CLUSTER = new RelativeName("cluster");
    public static final RelativeName BOOTSTRAP = new RelativeName("_dmp");
    public static final RelativeName CLUSTER_ROTATION = new RelativeName("rotate.cluster");
    public static final RelativeName BOOTSTRAP_ROTATION = new RelativeName("rotate._dmp");
    /** The node's own heartbeat. */
    public static final RelativeName HEARTBEAT = new RelativeName("_dnsmesh-heartbeat");
    /** Heartbeats harvested from other nodes, many values. */
    public static final RelativeName SEEN = new RelativeName("_dnsmesh-seen");
    private static final int IDENTITY_DIGITS = 16;
    private static final int PREKEY_DIGITS = 12;

    /** Where a manifest lies: {@code slot-<s>.mb-<h12>}. */
    public static RelativeName slot(SlotNumber slot, MailboxHash mailbox) {
        return new RelativeName("slot-" + slot.value() + ".mb-" + mailbox.digits());
    }

    /** Where the claim of a manifest in that slot lies: {@code claim-<s>.mb-<h12>}. */
    public static RelativeName claim(SlotNumber slot, MailboxHash mailbox) {
        return new RelativeName("claim-" + slot.value() + ".mb-" + mailbox.digits());
    }

    /** {@code chunk-<NNNN>-<key>}, the index in decimal with at least four digits. */
    public static RelativeName chunk(int index, MessageKey message) {
        if (index < 0) {
            throw new IllegalArgumentException("chunks count from 0, not " + index);
        }
        return new RelativeName(String.format(Locale.ROOT, "chunk-%04d-%s", index, message.digits()));
    }

    /** {@code id-<h16>}. */
    public static RelativeName identityOf(String username) {
        return new RelativeName("id-" + Sha256.hex(IDENTITY_DIGITS, username));
    }

    /** {@code prekeys.id-<h12>}: 12 digits here, not 16. */
    public static RelativeName prekeysOf(String username) {
        return new RelativeName("prekeys.id-" + Sha256.hex(PREKEY_DIGITS, username));
    }

    /** {@code rotate.id-<h16>}. */
    public static RelativeName rotationOf(String username) {
        return new RelativeName("rotate.id-" + Sha256.hex(IDENTITY_DIGITS, username));
    }

    /** The owner name below {@code zone}; empty where it would be longer than a name may be. */
    public Optional<OwnerName> under(OwnerName zone) {
        return zone.child(labels);
    }

    /** The name as text, with the zone as it was given: neither checked nor folded. */
    public String before(String zone) {
        return labels + "." + zone;
    }
}
