package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.domain.sync.Peer;
import java.util.List;

/** Who the peers are now; it may change while the node runs (cluster.md 8.4, 9, 13.10). Safe for use by several threads. */
@FunctionalInterface
public interface Membership {
    /** To be pulled from; never this node itself. */
    List<Peer> peers();

    /** After a run with the peer that it answered: what it and the rows that it gave say of the cluster. */
    default void ranWith(Peer peer, PeerClient client) {
    }
}
