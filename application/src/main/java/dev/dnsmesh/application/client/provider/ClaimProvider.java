package dev.dnsmesh.application.client.provider;

import dev.dnsmesh.domain.name.OwnerName;

/**
 * A node that takes claims for users of others.
 *
 * @param zone     where claims stand
 * @param endpoint a URL whose host takes the UPDATEs; empty = the zone's apex
 */
public record ClaimProvider(OwnerName zone, String endpoint) {
}
