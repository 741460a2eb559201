package dev.dnsmesh.application.port.in;

import java.time.Instant;
import java.util.List;

/** The nodes that this node has heard of, itself among them (heartbeat.md 12). */
public interface ListPeers {
    /** Newest first. */
    List<Peer> peers();

    /**
     * @param endpoint    its URL
     * @param operatorKey lower-case hex
     * @param version     may be empty
     * @param heardAt     what its heartbeat says
     */
    record Peer(String endpoint, String operatorKey, String version, Instant heardAt) {
    }
}
