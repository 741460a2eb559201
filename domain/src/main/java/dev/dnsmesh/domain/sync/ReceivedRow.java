package dev.dnsmesh.domain.sync;

/**
 * One row of a peer's answer to a pull, as it came (cluster.md 5).
 *
 * @param ttl seconds, any number
 */
public record ReceivedRow(String name, String value, long ttl) {
}
