package dev.dnsmesh.domain.sending;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;

/** One TXT value to add to the RRset at a name. */
public record Publication(OwnerName owner, TxtValue value, TimeToLive ttl) {
}
