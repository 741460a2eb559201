package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.Set;

/**
 * What must hold of the live TXT data before a batch applies (RFC 2136 2.4, dns.md 10.4). Prerequisites on other types
 * concern the apex records of the configuration; who builds a batch settles them and passes the result in.
 */
public sealed interface Prerequisite {
    /** Else NXDOMAIN. */
    record NameInUse(OwnerName name) implements Prerequisite {
    }

    /** Else YXDOMAIN. */
    record NameNotInUse(OwnerName name) implements Prerequisite {
    }

    /** Else NXRRSET. */
    record RrsetExists(OwnerName name) implements Prerequisite {
    }

    /** Else YXRRSET. */
    record RrsetAbsent(OwnerName name) implements Prerequisite {
    }

    /** The live values are exactly these, else NXRRSET. */
    record RrsetEquals(OwnerName name, Set<TxtValue> values) implements Prerequisite {
    }

    /** Fails with this code when its turn comes. */
    record Unmet(Rcode rcode) implements Prerequisite {
    }
}
