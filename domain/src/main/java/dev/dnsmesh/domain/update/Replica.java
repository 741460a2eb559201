package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.OptionalLong;

/**
 * A row of a peer, to be taken over where it is newer than what stands (cluster.md 6.2, 13.3 rule 6, 13.6 rule 8). Decided
 * inside the transaction: what a client wrote meanwhile is not undone.
 *
 * @param ttl       counted from the batch's {@code now}, which is when the peer was asked
 * @param published {@code pub} as the peer tells it, 0 = unknown to it; empty where the peer tells of no {@code pub}
 */
public record Replica(OwnerName owner, TxtValue value, TimeToLive ttl, OptionalLong published) {
}
