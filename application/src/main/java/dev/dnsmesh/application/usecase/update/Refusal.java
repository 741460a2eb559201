package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.Locale;
import java.util.Optional;

/** The rules that refuse an UPDATE, each with its answer. Their names, in lower case with hyphens, are stable: logs show them. */
public enum Refusal {
    /** A signed UPDATE at a node that takes none; see also {@link #UPDATE_DISABLED_UNSIGNED}. */
    UPDATE_DISABLED(Rcode.NOTAUTH),
    UPDATE_DISABLED_UNSIGNED(Rcode.REFUSED),
    /** Not one entry of type SOA and class IN. */
    ZONE_SECTION(Rcode.FORMERR),
    /** Not a zone that takes UPDATEs. */
    ZONE(Rcode.NOTAUTH),
    OWNER_OUTSIDE_ZONE(Rcode.NOTZONE),
    /** Class, type, TTL and RDLENGTH mean nothing together. */
    FORM(Rcode.FORMERR),
    /** A value that may not be added, or that no TXT record can have. */
    VALUE(Rcode.FORMERR),
    TOO_MANY_RECORDS(Rcode.REFUSED),
    /** An owner that cannot be stored. */
    OWNER_NAME(Rcode.REFUSED),
    /** Data of another type than TXT. */
    RECORD_TYPE(Rcode.REFUSED),
    SCOPE(Rcode.REFUSED),
    VALUE_SIZE(Rcode.REFUSED),
    TTL(Rcode.REFUSED),
    KEY_RATE(Rcode.SERVFAIL),
    KEY_VOLUME(Rcode.REFUSED),
    /** No role takes unsigned claims. */
    UNSIGNED(Rcode.REFUSED),
    UNSIGNED_PREREQUISITE(Rcode.REFUSED),
    /** An unsigned UPDATE that does anything but add. */
    UNSIGNED_OPERATION(Rcode.REFUSED),
    CLAIM_OWNER(Rcode.REFUSED),
    CLAIM_RECIPIENT(Rcode.REFUSED),
    CLAIM(Rcode.REFUSED),
    CLAIM_TOTAL(Rcode.SERVFAIL),
    CLAIM_SOURCE_RATE(Rcode.SERVFAIL),
    CLAIM_RECIPIENT_RATE(Rcode.SERVFAIL),
    CLAIM_SIGNATURE(Rcode.REFUSED),
    VALUES_PER_NAME(Rcode.REFUSED),
    ANSWER_SIZE(Rcode.REFUSED),
    KEY_GONE(Rcode.REFUSED),
    REPLAY_ENTRIES(Rcode.SERVFAIL),
    STORAGE(Rcode.SERVFAIL),
    /** The node stops while the UPDATE waits for its first copy. */
    INTERRUPTED(Rcode.SERVFAIL);

    private final Outcome.Denied denied;

    Refusal(Rcode rcode) {
        denied = new Outcome.Denied(rcode, name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public Outcome.Denied denied() {
        return denied;
    }

    /** On account of this owner. */
    Outcome.Denied denied(OwnerName owner) {
        return new Outcome.Denied(denied.rcode(), denied.rule(), Optional.of(ShownOwner.of(owner)));
    }
}
