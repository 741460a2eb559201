package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;

/** One change of a batch. Changes apply in order on a working copy (dns.md 10.3). */
public sealed interface Change {
    OwnerName owner();

    /** Adds the value, or refreshes the TTL, order and expiry of the one that is there. */
    record Add(OwnerName owner, TxtValue value, TimeToLive ttl, WhenFull whenFull) implements Change {
    }

    /** Deletes that one value; nothing there is not an error. */
    record DeleteValue(OwnerName owner, TxtValue value) implements Change {
    }

    /** Deletes every value at the owner. */
    record DeleteRrset(OwnerName owner) implements Change {
    }

    /** What an add does at an owner that already holds as many values as the cap allows. */
    enum WhenFull {
        REFUSE,
        /** The oldest stored value gives way, unless it is to {@link Caps#stay} (claims, dns.md 10.15). */
        REPLACE_OLDEST
    }
}
