package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Instant;

/**
 * What a peer says was deleted, to be applied where nothing newer stands (cluster.md 13.6 rules 4 to 7).
 *
 * @param hash      of the value
 * @param deletedAt {@code del}; 0 = the peer still has the value: a tombstone that stands is to be kept longer, none is made
 * @param keepUntil whole seconds
 */
public record Deletion(OwnerName owner, Octets hash, long deletedAt, Instant keepUntil) {
}
