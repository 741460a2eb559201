package dev.dnsmesh.domain.sync;

/**
 * What replication moves: a value at a name, told by its hash (cluster.md 1).
 *
 * @param name as the peer announced it
 * @param hash SHA-256 of the value, lower-case hex
 */
public record Pair(String name, String hash) {
    public static Pair of(DigestEntry entry) {
        return new Pair(entry.name(), entry.hash());
    }
}
