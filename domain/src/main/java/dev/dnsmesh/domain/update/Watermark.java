package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.octets.Octets;

/**
 * How far a peer's digest has been taken over: a durable note per peer, committed with the rows that justify it
 * (cluster.md 13.1).
 *
 * @param peer  normalised endpoint of the peer
 * @param state what the sync use case keeps of it, opaque to the store, at most 2,048 octets
 */
public record Watermark(String peer, Octets state) {
    public static final int MAX_STATE = 2048;

    public Watermark {
        if (state.length() > MAX_STATE || peer.isEmpty() || peer.length() > 256) {
            throw new IllegalArgumentException("watermark too large");
        }
    }
}
