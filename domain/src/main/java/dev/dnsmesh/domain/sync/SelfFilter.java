package dev.dnsmesh.domain.sync;

import dev.dnsmesh.domain.octets.Ascii;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a node from pulling from itself (cluster.md 9.2).
 *
 * @param nodeId   own id in manifests
 * @param endpoint own URL as peers see it
 */
public record SelfFilter(Optional<String> nodeId, Optional<String> endpoint) {
    /** The others, of peers with the same endpoint or id the first. */
    public List<Peer> others(List<Peer> all) {
        Set<String> endpoints = new HashSet<>();
        Set<String> ids = new HashSet<>();
        return all.stream().filter(peer -> !isSelf(peer)).filter(peer -> endpoints.add(peer.key()) && ids.add(peer.id())).toList();
    }

    private boolean isSelf(Peer peer) {
        return nodeId.filter(peer.id()::equals).isPresent()
                || endpoint.map(own -> Ascii.lowerCased(Peer.bare(own))).filter(peer.key()::equals).isPresent();
    }
}
