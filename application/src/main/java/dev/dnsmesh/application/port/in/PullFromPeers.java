package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.sync.Peer;
import java.util.List;

/** Takes over what the other nodes of the cluster have and this one has not (cluster.md 6, 13.3). */
public interface PullFromPeers {
    /** Those whose next run is due, each of them once until it has had its run. */
    List<Peer> due();

    /**
     * One run: page after page until nothing is left, the time of a run is over, or the peer does not answer as it should.
     * Runs with several peers may go on at once. Blocks; ends early where the thread is interrupted. Throws what the store
     * throws, with nothing lost.
     */
    void run(Peer peer);
}
